// The ZIP archive that `torch.save` writes, read by ranges: its members are stored as they are, so that the numbers of a
// tensor are read where they lie, out of files larger than the memory. Members that are packed, share bytes or reach
// over each other are refused. "APPNOTE.TXT" 6.3.10, sections 4.3.7 and 4.3.12 to 4.3.16; 64-bit fields 4.5.3.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import type { ByteSource } from "../../formats/byte-source.ts";

/** A model has a thousand, a checkpoint of its training three thousand. */
const MAX_MEMBERS = 200_000;
const MAX_LIST_BYTES = 67_108_864;
const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const LOCATOR_SIGNATURE = 0x07064b50;
const LOCATOR_BYTES = 20;
const END64_SIGNATURE = 0x06064b50;
const END64_BYTES = 56;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const EXTRA_64_BIT = 1;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;

export interface TorchArchive {
  /** Bytes of a member by its name without the archive's own folder, "data/7"; null where there is none. */
  byteLength(name: string): number | null;
  /** A piece of a member that is there, within its length. */
  read(name: string, offset: number, length: number): Promise<Uint8Array>;
}

interface Member {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly byteLength: number;
  readonly headerOffset: number;
}

/** Throws FormatError or UnsupportedError naming `where`. */
export async function openTorchArchive(source: ByteSource, where: string): Promise<TorchArchive> {
  const { count, offset, byteLength } = await findList(source, where);
  const members = listedMembers(viewOf(await source.read(offset, byteLength)), { where, count, offset });
  const ends = endsOf(members, { where, listOffset: offset });
  const byName = new Map<string, Member>();
  for (const member of members) {
    const name = member.name.slice(member.name.indexOf("/") + 1);
    if (byName.has(name)) throw fault(where, "members", `${JSON.stringify(name.slice(0, 60))} twice`, "once");
    byName.set(name, member);
  }
  return {
    byteLength: (name) => byName.get(name)?.byteLength ?? null,
    async read(name, from, length) {
      const member = byName.get(name);
      if (member === undefined) throw fault(where, "member", `no ${name}`, "one of that name");
      const start = await dataStart(source, member, where);
      if (start + member.byteLength > ends.get(member)!) {
        throw fault(
          where,
          `place of ${name}`,
          `bytes to ${start + member.byteLength}`,
          `${ends.get(member)}`,
        );
      }
      return source.read(start + from, length);
    },
  };
}

interface ListPlace {
  readonly count: number;
  readonly offset: number;
  readonly byteLength: number;
}

async function findList(source: ByteSource, where: string): Promise<ListPlace> {
  const tailBytes = Math.min(source.byteLength, END_BYTES + MAX_COMMENT_BYTES + LOCATOR_BYTES);
  const tailOffset = source.byteLength - tailBytes;
  const tail = viewOf(await source.read(tailOffset, tailBytes));
  const at = findEnd(tail, where);
  const locator = at - LOCATOR_BYTES;
  const is64 = locator >= 0 && tail.getUint32(locator, true) === LOCATOR_SIGNATURE;
  const end = is64
    ? await readEnd64(source, { offset: wide(tail, locator + 8), before: tailOffset + locator, where })
    : {
        count: tail.getUint16(at + 10, true),
        byteLength: tail.getUint32(at + 12, true),
        offset: tail.getUint32(at + 16, true),
      };
  const { count, byteLength, offset } = end;
  if (count > MAX_MEMBERS || byteLength > MAX_LIST_BYTES || count * ENTRY_BYTES > byteLength) {
    const wanted = `at most ${MAX_MEMBERS}, of ${ENTRY_BYTES} bytes or more each`;
    throw fault(where, "list of members", `${count} in ${byteLength} bytes`, wanted);
  }
  if (!(offset + byteLength <= tailOffset + at)) {
    throw fault(where, "place of the list of members", offset, `${byteLength} bytes before its end`);
  }
  return end;
}

function findEnd(tail: DataView, where: string): number {
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    const commentBytes = tail.byteLength - at - END_BYTES;
    if (tail.getUint32(at, true) === END_SIGNATURE && tail.getUint16(at + 20, true) === commentBytes)
      return at;
  }
  throw fault(where, "end of the archive", "no list of its members", "one; is the file cut off?");
}

async function readEnd64(
  source: ByteSource,
  { offset, before, where }: { readonly offset: number; readonly before: number; readonly where: string },
): Promise<ListPlace> {
  if (!(offset + END64_BYTES <= before)) {
    throw fault(where, "64-bit end of the archive", offset, `a place before byte ${before}`);
  }
  const view = viewOf(await source.read(offset, END64_BYTES));
  if (view.getUint32(0, true) !== END64_SIGNATURE) {
    throw fault(where, "64-bit end of the archive", "something else", "its signature");
  }
  return { count: wide(view, 32), byteLength: wide(view, 40), offset: wide(view, 48) };
}

function listedMembers(
  list: DataView,
  { where, count, offset }: { readonly where: string; readonly count: number; readonly offset: number },
): Member[] {
  const members: Member[] = [];
  for (let at = 0; members.length < count; ) {
    if (at + ENTRY_BYTES > list.byteLength || list.getUint32(at, true) !== ENTRY_SIGNATURE) {
      throw fault(where, `list of members, byte ${offset + at}`, `${members.length} members`, `${count}`);
    }
    const nameEnd = at + ENTRY_BYTES + list.getUint16(at + 28, true);
    const extraEnd = nameEnd + list.getUint16(at + 30, true);
    const next = extraEnd + list.getUint16(at + 32, true);
    if (next > list.byteLength) {
      throw fault(where, `list of members, byte ${offset + at}`, "an entry that is cut off", "all of it");
    }
    members.push(memberAt(list, { at, nameEnd, extraEnd, where }));
    at = next;
  }
  return members;
}

interface EntryPlace {
  readonly at: number;
  readonly nameEnd: number;
  readonly extraEnd: number;
  readonly where: string;
}

function memberAt(list: DataView, { at, nameEnd, extraEnd, where }: EntryPlace): Member {
  // size, packed size and offset, in this order, each where it did not fit into 32 bits
  const fields = wideFields(list, nameEnd, extraEnd);
  const field = (offset: number): number => {
    const value = list.getUint32(at + offset, true);
    if (value !== 0xffffffff) return value;
    const wider = fields.shift();
    if (wider === undefined) throw fault(where, "size of a member", value, "its 64-bit field");
    return wider;
  };
  const byteLength = field(24);
  const packedBytes = field(20);
  const headerOffset = field(42);
  const name = new TextDecoder().decode(
    new Uint8Array(list.buffer, list.byteOffset + at + ENTRY_BYTES, nameEnd - at - ENTRY_BYTES),
  );
  return { name, method: list.getUint16(at + 10, true), packedBytes, byteLength, headerOffset };
}

function wideFields(list: DataView, start: number, end: number): number[] {
  for (let at = start; at + 4 <= end; ) {
    const size = list.getUint16(at + 2, true);
    if (list.getUint16(at, true) === EXTRA_64_BIT && at + 4 + size <= end) {
      return Array.from({ length: Math.min(3, size >> 3) }, (_, i) => wide(list, at + 4 + 8 * i));
    }
    at += 4 + size;
  }
  return [];
}

/** Where each member must end at the latest: at the next one's header, or at the list. */
function endsOf(
  members: readonly Member[],
  { where, listOffset }: { readonly where: string; readonly listOffset: number },
): ReadonlyMap<Member, number> {
  const ends = new Map<Member, number>();
  let end = listOffset;
  for (const member of members.toSorted((a, b) => b.headerOffset - a.headerOffset)) {
    if (!(member.headerOffset + LOCAL_BYTES + member.packedBytes <= end)) {
      throw fault(
        where,
        "place of a member",
        `byte ${member.headerOffset}`,
        "bytes that no other member uses",
      );
    }
    ends.set(member, end);
    end = member.headerOffset;
  }
  return ends;
}

async function dataStart(source: ByteSource, member: Member, where: string): Promise<number> {
  if (member.method !== 0 || member.packedBytes !== member.byteLength) {
    throw new UnsupportedError(
      `${where}: a member is packed (method ${member.method}), wanted members that are stored, as torch.save writes them`,
    );
  }
  const header = viewOf(await source.read(member.headerOffset, LOCAL_BYTES));
  if (header.getUint32(0, true) !== LOCAL_SIGNATURE) {
    throw fault(where, `header of a member, byte ${member.headerOffset}`, "something else", "its signature");
  }
  return member.headerOffset + LOCAL_BYTES + header.getUint16(26, true) + header.getUint16(28, true);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function wide(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

function fault(file: string, field: string, got: string | number, wanted: string): FormatError {
  return new FormatError({ file, field, got, wanted });
}
