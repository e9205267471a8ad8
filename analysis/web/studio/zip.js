/* Files in one file (ZIP): the parts of a workbook, taken out and put in. Parts are stored or deflated, as spreadsheet programs write them. */
const studioZip = (function () {
    "use strict";

    const limit = 200e6; // bytes of one part, unpacked: a workbook may come from a stranger
    const endMark = 0x06054b50;
    const entryMark = 0x02014b50;
    const partMark = 0x04034b50;
    const damaged = () => new Error("is no XLSX workbook, or damaged: of older ones (.xls, .ods) save a copy as XLSX or CSV");

    /* ---- out ---- */

    /* Where the table of parts is: its end stands behind it, and behind that at most a remark. */
    const endOf = (view) => {
        for (let at = view.byteLength - 22; at >= 0 && at >= view.byteLength - 22 - 0xffff; at--) if (view.getUint32(at, true) === endMark) return at;
        throw damaged();
    };
    const entriesOf = (bytes) => {
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        const end = endOf(view);
        const found = new Map();
        let at = view.getUint32(end + 16, true);

        for (let i = view.getUint16(end + 10, true); i > 0; i--) {
            if (at + 46 > view.byteLength || view.getUint32(at, true) !== entryMark) throw damaged();
            const [length, more, remark] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));

            found.set(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)), {
                locked: view.getUint16(at + 8, true) & 1, method: view.getUint16(at + 10, true), size: view.getUint32(at + 20, true), at: view.getUint32(at + 42, true) });
            at += 46 + length + more + remark;
        }
        return found;
    };
    const inflated = async (bytes) => {
        const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
        const pieces = [];

        for (let n = 0, next = await reader.read(); !next.done; next = await reader.read()) {
            n += next.value.length;
            if (n > limit) throw new Error("is too large: export fewer weeks");
            pieces.push(next.value);
        }
        return new Blob(pieces).text();
    };
    /* The parts of a file: {has(name), text(name)}. */
    const open = (bytes) => {
        const entries = entriesOf(bytes);
        const text = async (name) => {
            const entry = entries.get(name);

            if (!entry) throw new Error("is no XLSX workbook: save it as one in the spreadsheet program");
            const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

            if (entry.locked || entry.at + 30 > bytes.length || view.getUint32(entry.at, true) !== partMark) throw new Error("is damaged or protected by a password");
            const begin = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
            const stored = bytes.subarray(begin, begin + entry.size);

            if (entry.method === 0) return new TextDecoder().decode(stored);
            if (entry.method !== 8) throw new Error("is packed in a way that only the program that wrote it knows: save it anew");
            return inflated(stored).catch((error) => { throw error instanceof TypeError ? damaged() : error; });
        };

        return { has: (name) => entries.has(name), text };
    };

    /* ---- in ---- */

    const sums = Uint32Array.from({ length: 256 }, (_, i) => {
        let sum = i;

        for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
        return sum;
    });
    const sumOf = (bytes) => {
        let sum = 0xffffffff;

        for (const byte of bytes) sum = sums[(sum ^ byte) & 255] ^ (sum >>> 8);
        return (sum ^ 0xffffffff) >>> 0;
    };
    /* Numbers of [value, bytes], the least byte first. */
    const numbers = (...fields) => Uint8Array.from(fields.flatMap(([value, n]) => Array.from({ length: n }, (_, i) => Math.floor(value / 256 ** i) % 256)));
    const firstOfMay = 0x58a1; // 2024-05-01: a file says nothing of when it was made, so that the same figures are the same file

    /* Parts [name, text] as a file. */
    const write = async (parts) => {
        const pieces = [];
        const table = [];
        let at = 0;

        for (const [name, text] of parts) {
            const letters = new TextEncoder().encode(name);
            const bytes = new TextEncoder().encode(text);
            const packed = new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer());
            const about = [[20, 2], [0x0800, 2], [8, 2], [0, 2], [firstOfMay, 2], [sumOf(bytes), 4], [packed.length, 4], [bytes.length, 4], [letters.length, 2], [0, 2]];
            const head = numbers([partMark, 4], ...about);

            table.push(numbers([entryMark, 4], [20, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), letters);
            pieces.push(head, letters, packed);
            at += head.length + letters.length + packed.length;
        }
        const size = table.reduce((sum, piece) => sum + piece.length, 0);

        return new Blob([...pieces, ...table, numbers([endMark, 4], [0, 2], [0, 2], [parts.length, 2], [parts.length, 2], [size, 4], [at, 4], [0, 2])]);
    };

    return { open, write };
})();
