// Tells the other tabs of this program what changed here, and hears from them. What does not arrive (a
// tab asleep, a browser without channels) is made up for from storage when the person is back.

const kName = 'tongzhou';

function openChannel() {
  try {
    return new BroadcastChannel(kName);
  } catch (error) {
    console.warn(error);
    return undefined;
  }
}

export function joinWindows() {
  const channel = openChannel();
  return {
    tellWindows: (bytes) => channel?.postMessage(bytes),

    // From now on the program hears.
    hear(program, frames) {
      const back = () => {
        if (document.hidden) return;
        program.returned();
        frames.wake();
      };
      document.addEventListener('visibilitychange', back);
      addEventListener('pageshow', back);
      addEventListener('focus', back);
      if (!channel) return;
      channel.onmessage = ({data}) => {
        if (!(data instanceof Uint8Array)) return;
        program.heard(data);
        frames.wake();
      };
    },
  };
}
