// The edition of one file, made of the parts of the site: when the site is assembled, and by the page itself, which has
// all of them at hand when the server is away.
//
// `index` is index.html, `packed` the program as raw deflate in base64; `hashOf` gives the SHA-256 of a text in base64.
export async function oneFile({index, style, scripts, packed, hashOf}) {
  if (/<\/script/i.test(scripts) || /<\/style/i.test(style)) throw new Error('a closing tag in the text');
  let page = index;
  // Puts a text in place of a part that must be there exactly once.
  const replace = (part, text) => {
    if (page.split(part).length !== 2) throw new Error(`index.html should hold once: ${part}`);
    page = page.replace(part, () => text);
  };
  const policy = `default-src 'none'; script-src 'sha256-${await hashOf(scripts)}' 'wasm-unsafe-eval'; ` +
      `style-src 'sha256-${await hashOf(style)}'; img-src data: blob:; base-uri 'none'; form-action 'none'`;
  page = page.replace(/(http-equiv="Content-Security-Policy" content=")[^"]*/, (all, start) => start + policy);
  replace('<link rel="manifest" href="manifest.webmanifest">\n', '');
  replace('<link rel="preload" href="tongzhou.wasm" as="fetch" crossorigin>\n', '');
  replace('<link rel="stylesheet" href="page.css">', `<style>${style}</style>`);
  replace('<script src="tongzhou.js" defer></script>\n',
      `<script type="text/plain" id="program">${packed}</script>\n`);
  replace('<script src="page.js" defer></script>', `<script>${scripts}</script>`);
  return page;
}
