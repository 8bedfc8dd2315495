// What the user's system prefers: language, light or dark, contrast, and whose keyboard it is.

const kDark = matchMedia('(prefers-color-scheme: dark)');
const kContrast = matchMedia('(prefers-contrast: more)');

export function readSurroundings() {
  return {
    language: navigator.languages?.[0] ?? navigator.language ?? 'zh-CN',
    dark: kDark.matches,
    contrast: kContrast.matches,
    mac: /Mac|iPhone|iPad/.test(navigator.platform),
  };
}

export function watchSurroundings(program, frames) {
  const tell = () => {
    program.surroundingsChanged(readSurroundings());
    frames.wake();
  };
  for (const wish of [kDark, kContrast]) wish.addEventListener('change', tell);
  addEventListener('languagechange', tell);
}
