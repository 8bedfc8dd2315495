// The work of tests/bench/merge_bench.cpp with yjs, automerge and loro: the same plan of 10,000 and 100,000 tasks with
// ten fields, two copies with 10,000 edits each. Sizes are after zlib where that makes them smaller, as ours are.
// Decoding ends when every field has been read. Each edit is a transaction of its own, but for automerge, to which
// 10,000 of them took five minutes: there they are one. Prints lines `name value unit`.
import { deflateSync } from 'node:zlib';
import * as Automerge from '@automerge/automerge';
import { LoroDoc, LoroMap } from 'loro-crdt';
import * as Y from 'yjs';

const kEdits = 10_000;

// The ids that the plan of merge_bench.cpp has: SeededRandom(1), ten times a department and a person, then the tasks.
const ids = [];
const kMask = (1n << 64n) - 1n;
for (let state = 1n; ids.length < 20 + 100_000;) {
  let z = (state = (state + 0x9e3779b97f4a7c15n) & kMask);
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & kMask;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & kMask;
  ids.push((z ^ (z >> 31n)).toString(16).padStart(16, '0'));
}
const hex = (i) => ids[20 + i];
const taskOf = (i) => ({
  title: `任务 ${i}`, parent: i % 10 === 0 ? '' : hex(i - i % 10), order: i.toString(36).padStart(5, '0'),
  department: ids[2 * (i % 10)], responsible: ids[2 * (i % 10) + 1], duration: 480 * (1 + i % 9),
  deadline: 29_800_000 + (i % 300) * 1440, percent: i % 101, priority: 500 + i % 7, notes: `说明 ${i % 50}`,
});
function* edits(tasks, seed) {
  let state = seed;
  const dice = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 4;
  for (let i = 0; i < kEdits; ++i) {
    const task = hex(dice() % tasks);
    if (i % 3 === 0) yield [task, 'title', `改名 ${i}/${seed}`];
    else if (i % 3 === 1) yield [task, 'duration', dice() % 9000];
    else yield [task, 'percent', dice() % 101];
  }
}

// Each: make(tasks), edit(doc, task, field, value), merge(doc, bytes) give the doc; read(doc) reads every field.
const peers = {
  yjs: {
    make(tasks) {
      const doc = new Y.Doc();
      doc.transact(() => {
        const map = doc.getMap('tasks');
        for (let i = 0; i < tasks; ++i) map.set(hex(i), new Y.Map(Object.entries(taskOf(i))));
      });
      return doc;
    },
    decode(bytes) { const doc = new Y.Doc(); Y.applyUpdate(doc, bytes); return doc; },
    edit(doc, task, field, value) { doc.getMap('tasks').get(task).set(field, value); return doc; },
    encode: (doc) => Y.encodeStateAsUpdate(doc),
    read(doc) { let sum = 0; for (const task of doc.getMap('tasks').values()) for (const value of task.values()) sum += String(value).length; return sum; },
    merge(doc, bytes) { Y.applyUpdate(doc, bytes); return doc; },
    mark: (doc) => Y.encodeStateVector(doc),
    delta: (doc, mark) => Y.encodeStateAsUpdate(doc, mark),
  },
  automerge: {
    make(tasks) {
      const all = {};
      for (let i = 0; i < tasks; ++i) all[hex(i)] = taskOf(i);
      return Automerge.from({ tasks: all });
    },
    decode: (bytes) => Automerge.load(bytes),
    editAll: (doc, all) => Automerge.change(doc, (draft) => { for (const [task, field, value] of all) draft.tasks[task][field] = value; }),
    encode: (doc) => Automerge.save(doc),
    read(doc) { let sum = 0; for (const task of Object.values(doc.tasks)) for (const value of Object.values(task)) sum += String(value).length; return sum; },
    merge: (doc, bytes) => Automerge.merge(doc, Automerge.load(bytes)),
    mark: (doc) => Automerge.getHeads(doc),
    delta: (doc, mark) => Automerge.saveSince(doc, mark),
    takeDelta: (doc, bytes) => Automerge.loadIncremental(doc, bytes),
  },
  loro: {
    make(tasks) {
      const doc = new LoroDoc();
      const map = doc.getMap('tasks');
      for (let i = 0; i < tasks; ++i) {
        const task = map.setContainer(hex(i), new LoroMap());
        for (const [field, value] of Object.entries(taskOf(i))) task.set(field, value);
      }
      doc.commit();
      return doc;
    },
    decode(bytes) { const doc = new LoroDoc(); doc.import(bytes); return doc; },
    edit(doc, task, field, value) { doc.getMap('tasks').get(task).set(field, value); doc.commit(); return doc; },
    encode: (doc) => doc.export({ mode: 'snapshot' }),
    read(doc) { let sum = 0; for (const task of Object.values(doc.toJSON().tasks)) for (const value of Object.values(task)) sum += String(value).length; return sum; },
    merge(doc, bytes) { doc.import(bytes); return doc; },
    mark: (doc) => doc.version(),
    delta: (doc, mark) => doc.export({ mode: 'update', from: mark }),
  },
};

const packed = (bytes) => Math.min(bytes.length, deflateSync(bytes).length);
const time = (act) => { const begin = performance.now(); const result = act(); return [performance.now() - begin, result]; };
const print = (name, value, unit) => console.log(`${name} ${value.toFixed(3)} ${unit}`);
// WebAssembly memory included.
const memory = () => { globalThis.gc?.(); return process.memoryUsage.rss() / 2 ** 20; };

function run(name, peer, tasks) {
  const of = (what) => `${name}_${what}_${tasks / 1000}k`;
  const before = memory();
  const base = peer.encode(peer.make(tasks));
  let a = peer.decode(base);
  peer.read(a);
  print(of('memory'), memory() - before, 'MB');
  const act = (doc, seed) => {
    if (peer.editAll) return peer.editAll(doc, edits(tasks, seed));
    for (const [task, field, value] of edits(tasks, seed)) doc = peer.edit(doc, task, field, value);
    return doc;
  };
  let took;
  [took, a] = time(() => act(a, 5));
  print(of('apply_edits'), took, 'ms');
  let b = peer.decode(base);
  const mark = peer.mark(b);
  b = act(b, 6);
  let file;
  [took, file] = time(() => peer.encode(a));
  print(of('encode'), took, 'ms');
  print(of('file'), packed(file) / 1000, 'KB');
  [took] = time(() => peer.read(peer.decode(file)));
  print(of('decode'), took, 'ms');
  const fileB = peer.encode(b), delta = peer.delta(b, mark);
  const fresh = () => { const doc = peer.decode(file); peer.read(doc); return doc; };
  // The median of some runs, as ours is: the first ones are slower.
  const median = (runs, act) => {
    const all = Array.from({ length: runs }, () => { const into = fresh(); return time(() => act(into))[0]; });
    return all.sort((a, b) => a - b)[runs >> 1];
  };
  const runs = tasks > 10_000 ? 1 : 7;
  print(of('merge_file'), median(runs, (into) => peer.merge(into, fileB)), 'ms');
  print(of('merge_delta'), median(runs, (into) => (peer.takeDelta ?? peer.merge)(into, delta)), 'ms');
  print(of('delta'), packed(delta) / 1000, 'KB');
}

for (const tasks of [10_000, 100_000])
  for (const [name, peer] of Object.entries(peers)) run(name, peer, tasks);
