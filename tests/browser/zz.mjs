import { dist, openDesk, serve } from './driver.mjs';
const server = await serve(dist);
const shots = process.argv[2] ?? 'zh';
const zh = shots === 'zh';
const desk = await openDesk({ url: server.url, locale: zh ? 'zh-CN' : 'en-US', theme: zh ? 'light' : 'dark', width: 1280, height: 720 });
try {
  await desk.click('button', zh ? '新品联合上市' : 'Joint product launch');
  await desk.see('treegrid');
  await desk.click('link', zh ? '文书' : 'Letters');
  await desk.click('button', zh ? '写第一份文书' : /[Ww]rite the first/);
  await desk.click('button', zh ? '协作计划' : /[Cc]ooperation plan/);
  await desk.see('picture');
  await new Promise((r) => setTimeout(r, 1500));
  await desk.screenshot(`/tmp/l1-${shots}.png`);
  const f = await desk.download(() => desk.click('button', zh ? '存成 Word 文档' : /Word/));
  (await import('node:fs')).writeFileSync(`/tmp/plan-${shots}.docx`, Buffer.from(f.bytes));
  await desk.click('link', zh ? '交换' : 'Exchange');
  await new Promise((r) => setTimeout(r, 800));
  await desk.screenshot(`/tmp/l2-${shots}.png`);
} catch (e) { console.log(String(e).slice(0, 600)); await desk.screenshot(`/tmp/err-${shots}.png`); }
await desk.close(); server.stop();
