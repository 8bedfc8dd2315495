// Keeps the page usable without its server, unless that is not wanted: service-worker.js does the work, this starts it.
// Where it runs, the browser asks the server for a newer version at each opening, by itself; nothing but the worker's
// end ends that.

export const kIsServed = 'serviceWorker' in navigator && /^https?:$/.test(location.protocol);
const kPatienceMilliseconds = 2000;

// At the start, before anything is loaded: if a newer version waits and no other page is open, it takes
// over and this page begins again with it. Answers false then.
export async function takeNewestVersion() {
  if (!kIsServed || !navigator.serviceWorker.controller) return true;
  const registration = await navigator.serviceWorker.getRegistration().catch(() => undefined);
  if (!registration?.waiting) return true;
  return new Promise((goOn) => {
    const timer = setTimeout(() => goOn(true), kPatienceMilliseconds);
    navigator.serviceWorker.addEventListener('message', () => goOn(true), {once: true});
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      clearTimeout(timer);
      goOn(false);
      location.reload();
    }, {once: true});
    registration.waiting.postMessage('take over');
  });
}

async function keepCopy(program, frames) {
  const tell = () => {
    program.updateReady();
    frames.wake();
  };
  try {
    const registration = await navigator.serviceWorker.register('service-worker.js', {updateViaCache: 'none'});
    if (registration.waiting && navigator.serviceWorker.controller) tell();
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing;
      worker.addEventListener('statechange', () => {
        if (worker.state === 'installed' && navigator.serviceWorker.controller) tell();
      });
    });
  } catch (error) {
    console.warn(error);  // private windows and some settings allow no worker; the page works without
  }
}

async function dropCopy() {
  try {
    const registration = await navigator.serviceWorker.getRegistration();
    if (!registration) return;
    await registration.unregister();
    for (const name of await caches.keys()) {
      if (name.startsWith(`tongzhou ${registration.scope} `)) await caches.delete(name);  // its kCachePrefix
    }
  } catch (error) {
    console.warn(error);  // where no worker is allowed, none keeps anything
  }
}

// `keepOffline` is told what the person wants; nothing is done about it before `begin`, when the page stands.
export function offlineChoice(program, frames) {
  let wanted = true, begun = false;
  const act = () => begun && kIsServed && (wanted ? keepCopy(program, frames) : dropCopy());
  return {
    keepOffline: (wish) => {
      wanted = wish;
      act();
    },
    begin: () => {
      begun = true;
      act();
    },
  };
}
