#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A TCP relay that is as slow as a network: slowlink.py PORT DELAY_MS MBIT leads to 127.0.0.1:PORT and prints its own
port. All connections share one link with one queue of 128 KB in each direction."""

import asyncio
import socket
import sys

QUEUE = 128 * 1024
CHUNK = 4096


class Link:
    def __init__(self, delay, rate):
        self.delay, self.rate, self.free = delay, rate, 0.0

    async def place(self, size):
        """Waits for room in the queue; when the chunk arrives at the other end."""
        loop = asyncio.get_running_loop()
        while (wait := self.free - loop.time() - QUEUE / self.rate) > 0:
            await asyncio.sleep(wait)
        self.free = max(self.free, loop.time()) + size / self.rate
        return self.free + self.delay


async def carry(link, reader, writer):
    arrivals = asyncio.Queue()

    async def deliver():
        while True:
            due, chunk = await arrivals.get()
            await asyncio.sleep(max(0.0, due - asyncio.get_running_loop().time()))
            if not chunk:
                return writer.close()
            writer.write(chunk)
            await writer.drain()

    delivering = asyncio.create_task(deliver())
    try:
        while chunk := await reader.read(CHUNK):
            arrivals.put_nowait((await link.place(len(chunk)), chunk))
    except OSError:
        pass
    arrivals.put_nowait((0.0, b""))
    await delivering


async def main(port, delay, mbit):
    there, back = (Link(delay / 1000, mbit * 1e6 / 8) for _ in range(2))

    async def joined(reader, writer):
        far = socket.create_connection(("127.0.0.1", port))
        far.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)
        far_reader, far_writer = await asyncio.open_connection(sock=far, limit=CHUNK)
        for each in (writer, far_writer):
            each.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await asyncio.gather(carry(there, reader, far_writer), carry(back, far_reader, writer))

    server = await asyncio.start_server(joined, "127.0.0.1", 0, limit=CHUNK)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main(int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])))
