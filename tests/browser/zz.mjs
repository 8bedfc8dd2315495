import { openDesk, serve, dist } from './driver.mjs';
const server = await serve(dist);
for (const [locale, theme, w, h, names] of [['zh-CN','light',1280,720,['新品联合上市','文书','写第一份文书','会议通知']],['en-US','dark',1920,1080,['Joint product launch','Letters','Write the first letter','Status report']]]) {
  const desk = await openDesk({ url: server.url, locale, theme, width: w, height: h });
  await desk.click('button', names[0]); await desk.see('treegrid');
  await desk.click('link', names[1]);
  await desk.screenshot(`/tmp/s_${theme}_0.png`);
  await desk.click('button', names[2]);
  await new Promise(r => setTimeout(r, 400));
  await desk.screenshot(`/tmp/s_${theme}_1.png`);
  await desk.click('button', names[3]);
  await new Promise(r => setTimeout(r, 800));
  await desk.screenshot(`/tmp/s_${theme}_2.png`);
  await desk.close();
}
await server.stop();
process.exit(0);
