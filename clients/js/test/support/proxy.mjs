import { connect, createServer } from "node:net";

/**
 * A TCP proxy in front of the server that cuts connections: all of them, or at a chosen chunk of data, before it is passed on. `isDown` lets nobody in; what `swallow` says yes to is not passed on.
 */
export async function startProxy(target) {
  const { hostname, port } = new URL(target);
  const pairs = new Set();
  const proxy = {
    chunks: { up: 0, down: 0 }, cut: null, swallow: null, isDown: false, connections: 0,
    /** Cuts everything there is. */
    drop() { for (const pair of [...pairs]) pair.end(); },
    close() {
      proxy.drop();
      return new Promise(resolve => server.close(resolve));
    },
  };
  const server = createServer(client => {
    proxy.connections++;
    if (proxy.isDown) return void client.destroy();
    const upstream = connect({ host: hostname, port: Number(port) });
    const pair = { end() { pairs.delete(pair); client.destroy(); upstream.destroy(); } };
    pairs.add(pair);
    const pass = (from, to, direction) => {
      from.on("data", chunk => {
        const number = ++proxy.chunks[direction];
        if (proxy.cut?.(direction, number)) return pair.end();
        if (!proxy.swallow?.(direction, chunk)) to.write(chunk);
      });
      from.on("error", () => pair.end());
      from.on("close", () => pair.end());
    };
    pass(client, upstream, "up");
    pass(upstream, client, "down");
  });
  await new Promise(resolve => server.listen(0, "127.0.0.1", resolve));
  proxy.url = `http://127.0.0.1:${server.address().port}`;
  return proxy;
}
