// After the program has stopped: a second, fresh one reads the stored plan and hands it out as a file. What
// stopped the first is left behind with its memory.
import {download} from './files.js';
import {loadProgram} from './load.js';
import {wrapProgram} from './program.js';
import {quickLane, safeLane} from './storage.js';

// Resolves when the file is handed out; rejects with what the program or the browser says.
export async function rescuePlan(chinese) {
  const nobody = {wake() {}};
  return new Promise((resolve, reject) => {
    const page = {
      ...quickLane(),
      saveFile: (request, file) => {
        download(file);
        resolve(file.name);
      },
      announce: (sentence) => reject(new Error(sentence)),
    };
    loadProgram({page, onAbort: reject}).then((module) => {
      const program = wrapProgram(module, reject);
      Object.assign(page, safeLane(program, nobody));
      program.rescue(chinese);
    }).catch(reject);
  });
}
