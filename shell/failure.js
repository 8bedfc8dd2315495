// When the program cannot start or has stopped: plain HTML that says what happened, what is safe and
// what to do, in both languages, without anything of the program's own.
import {rescuePlan} from './rescue.js';

const kReasons = {
  graphics: {
    title: ['这个浏览器不能显示同舟', 'This browser cannot show Tongzhou'],
    text: [
      '同舟需要 WebGL 2。请换用较新的 Chrome、Edge、Firefox 或 Safari；如已是新版本，请在设置中开启“硬件加速”。已保存的计划不受影响。',
      'Tongzhou needs WebGL 2. Please use a recent Chrome, Edge, Firefox or Safari; if yours is recent, switch on hardware acceleration in its settings. Saved plans are not affected.',
    ],
  },
  engine: {
    title: ['这个浏览器太旧了', 'This browser is too old'],
    text: [
      '同舟需要支持 WebAssembly 的浏览器（Chrome、Edge 103，Firefox 113，Safari 16.4 或更高版本）。已保存的计划不受影响。',
      'Tongzhou needs a browser with WebAssembly exceptions (Chrome or Edge 103, Firefox 113, Safari 16.4, or newer). Saved plans are not affected.',
    ],
  },
  load: {
    title: ['没有加载完整', 'Not everything arrived'],
    text: [
      '程序文件没有下载完整，请检查网络后重新加载。直接双击打开时，请使用 tongzhou.html。已保存的计划不受影响。',
      'The program did not arrive completely: check the connection and reload. To open it by double click, use tongzhou.html. Saved plans are not affected.',
    ],
  },
  trap: {
    title: ['同舟遇到问题，已停止', 'Tongzhou has stopped because of a fault'],
    text: [
      '为避免损坏数据，已停止写入。已显示“已保存”的修改都是安全的。请重新加载，继续上次的工作；也可以先把计划存为文件。',
      'Nothing is written any more, so that nothing can be damaged. Everything shown as saved is safe. Reload to continue where you were; you can also save the plan as a file first.',
    ],
    offersPlan: true,
  },
};

function offerPlan(add) {
  const button = add('button', '把计划存为文件 / Save the plan as a file');
  button.className = 'second';
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const name = await rescuePlan(/^zh/i.test(navigator.language));
      add('p', `${name} ✓`);
    } catch (error) {
      add('p', error.message);
    }
    button.disabled = false;
  });
}

export function showFailure(reason, error) {
  const {title, text, offersPlan} = kReasons[reason];
  const panel = document.getElementById('failure');
  const add = (tag, content, language) => {
    const element = document.createElement(tag);
    element.textContent = content;
    if (language) element.lang = language;
    panel.append(element);
    return element;
  };
  panel.replaceChildren();
  ['zh-CN', 'en'].forEach((language, i) => {
    add('h1', title[i], language);
    add('p', text[i], language);
  });
  add('button', '重新加载 / Reload').addEventListener('click', () => location.reload());
  if (offersPlan) offerPlan(add);
  if (error) add('pre', `${error.name ?? 'Error'}: ${error.message ?? error}`);
  document.getElementById('page').hidden = true;
  document.getElementById('loading').hidden = true;
  panel.hidden = false;
  panel.focus();
}
