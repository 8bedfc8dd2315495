import { dist, openDesk, serve } from './driver.mjs';
const server = await serve(dist);
const wait = (ms) => new Promise(r => setTimeout(r, ms));
{
const desk = await openDesk({ url: server.url, locale: 'zh-CN', theme: 'light', width: 1280, height: 720 });
const shot = (n) => desk.screenshot(`/tmp/sc-${n}.png`);
await desk.click('button', '新品联合上市');
await desk.click('link', '沟通'); await wait(1500); await shot('zh-due');
for (const [t, n] of [['渠道','channels'],['覆盖','coverage'],['频率与方式','rules'],['沟通记录','log']]) { await desk.click('tab', t); await wait(500); await shot('zh-' + n); }
await desk.click('tab', '日程'); await wait(800); await shot('zh-diary');
await desk.click('tab', '会议'); await wait(800); await shot('zh-meetings');
console.log(desk.complaints);
await desk.close();
}
server.stop(); process.exit(0);
