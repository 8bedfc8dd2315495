// Gets the compiled program: its own file beside the page, or, in the edition of one file, the text that
// assemble.mjs put into the page.

async function unpacked(element) {
  const text = atob(element.textContent);
  const packed = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).arrayBuffer();
}

async function instantiate(imports) {
  const inside = document.getElementById('program');
  if (inside) return WebAssembly.instantiate(await unpacked(inside), imports);
  const answer = await fetch('tongzhou.wasm');
  if (!answer.ok) throw new Error(`tongzhou.wasm: ${answer.status}`);
  if (answer.headers.get('Content-Type')?.startsWith('application/wasm')) {
    return WebAssembly.instantiateStreaming(answer, imports);
  }
  return WebAssembly.instantiate(await answer.arrayBuffer(), imports);
}

// `createTongzhou` is what Emscripten makes (tongzhou.js, loaded before this).
export function loadProgram(offered) {
  return new Promise((resolve, reject) => {
    const instantiateWasm = (imports, receive) => {
      instantiate(imports).then(({instance, module}) => receive(instance, module), reject);
      return {};
    };
    createTongzhou({...offered, instantiateWasm}).then(resolve, reject);
  });
}
