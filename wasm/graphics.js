// Dear ImGui's renderer asks OpenGL for its state before it draws and puts that back afterwards. In WebGL each such
// question waits until all that was drawn before is on screen: nine tenths of a frame's time with software rendering.
// Nobody but that renderer draws here, so it is told what holds when nothing is bound.
addToLibrary({
  $restingState: {
    0x84E0: [0x84C0],      // ACTIVE_TEXTURE: TEXTURE0
    0x8B8D: [0],           // CURRENT_PROGRAM
    0x8069: [0],           // TEXTURE_BINDING_2D
    0x8919: [0],           // SAMPLER_BINDING
    0x8894: [0],           // ARRAY_BUFFER_BINDING
    0x8895: [0],           // ELEMENT_ARRAY_BUFFER_BINDING
    0x88EF: [0],           // PIXEL_UNPACK_BUFFER_BINDING
    0x85B5: [0],           // VERTEX_ARRAY_BINDING
    0x0BA2: [0, 0, 1, 1],  // VIEWPORT, which the host sets for every frame
    0x0C10: [0, 0, 1, 1],  // SCISSOR_BOX
    0x80C9: [1],           // BLEND_SRC_RGB: ONE
    0x80C8: [0],           // BLEND_DST_RGB: ZERO
    0x80CB: [1],           // BLEND_SRC_ALPHA
    0x80CA: [0],           // BLEND_DST_ALPHA
    0x8009: [0x8006],      // BLEND_EQUATION_RGB: FUNC_ADD
    0x883D: [0x8006],      // BLEND_EQUATION_ALPHA
  },
  // Even the size it has already would make a canvas throw its picture away, and wait. (SDL tries 1 x 1 first, to see
  // whether the page gives the canvas its size; ours does.)
  emscripten_set_canvas_element_size__deps: ['$findCanvasEventTarget'],
  emscripten_set_canvas_element_size: (target, width, height) => {
    const canvas = findCanvasEventTarget(target);
    if (width === 1 && height === 1) return 0;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    return 0;
  },

  // Asked at the start for what is known: the answer would wait until the graphics have started.
  glGetString__deps: ['$stringToNewUTF8'],
  glGetString: (name) => {
    const known = {
      0x1F00: 'WebGL',                              // VENDOR
      0x1F01: 'WebGL',                              // RENDERER
      0x1F02: 'OpenGL ES 3.0 (WebGL 2.0)',          // VERSION
      0x8B8C: 'OpenGL ES GLSL ES 3.00',             // SHADING_LANGUAGE_VERSION
    };
    GL.stringCache[name] ||= stringToNewUTF8(known[name] ?? '');
    return GL.stringCache[name];
  },

  // A shader that does not compile makes its program fail, which is asked: one wait instead of five.
  glGetShaderiv: (shader, name, at) => {
    const kCompileStatus = 0x8B81;
    HEAP32[at >> 2] = name === kCompileStatus ? 1 : 0;
  },

  glGetProgramiv: (program, name, at) => {
    const kLinkStatus = 0x8B82;  // else the length of a log that nobody could read
    HEAP32[at >> 2] = name === kLinkStatus ? Number(GLctx.getProgramParameter(GL.programs[program], name)) : 0;
  },

  glGetIntegerv__deps: ['$emscriptenWebGLGet', '$restingState'],
  glGetIntegerv: (name, at) => {
    const resting = restingState[name];
    if (resting) HEAP32.set(resting, at >> 2);
    else emscriptenWebGLGet(name, at, {{{ cDefs.EM_FUNC_SIG_PARAM_I }}});
  },

  // What EGL wants of Emscripten's Browser, which brings its main loop, canvas sizes and media types along. Frames come
  // when the page asks for them.
  $Browser__deps: [],
  $Browser__postset: '',
  $Browser: { moduleContextCreatedCallbacks: [] },
  eglSwapInterval__deps: [],
  eglSwapInterval: () => 1,

  // A page neither fills the screen by itself nor takes the pointer away.
  emscripten_request_fullscreen_strategy__deps: [],
  emscripten_request_fullscreen_strategy: () => -1,
  emscripten_exit_fullscreen__deps: [],
  emscripten_exit_fullscreen: () => -1,
  emscripten_set_fullscreenchange_callback_on_thread__deps: [],
  emscripten_set_fullscreenchange_callback_on_thread: () => 0,
  emscripten_request_pointerlock__deps: [],
  emscripten_request_pointerlock: () => -1,
  emscripten_exit_pointerlock__deps: [],
  emscripten_exit_pointerlock: () => -1,
  emscripten_set_pointerlockchange_callback_on_thread__deps: [],
  emscripten_set_pointerlockchange_callback_on_thread: () => 0,
});
