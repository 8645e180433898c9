// A family is one kind of assertion with all its wordings. The four makers cover most of what an ECG text says:
// a number of the record, a number in a lead, a state of the record, a state in leads.
import type { Chooser } from "./chooser.ts";
import { isClearLie, type Reading, stateNumber } from "./clear-number.ts";
import type { PatternSlots } from "./expand-pattern.ts";
import type { LeadNumber, LeadState } from "./lead-readings.ts";
import { chooseLeads, chooseOneLead, chooseRegion } from "./lead-wording.ts";
import type { GlobalNumber, RecordFacts } from "./record-facts.ts";
import type { RecordState } from "./record-states.ts";
import {
  spellAmplitude,
  spellAngle,
  spellDuration,
  spellRate,
  spellSignedAmplitude,
} from "./spell-values.ts";

export interface SlotRequest {
  readonly facts: RecordFacts;
  readonly choose: Chooser;
  /** true: slots that make the pattern false of this record. */
  readonly lie: boolean;
}

export interface ClaimFamily {
  /** Unique; with the pattern's index it names the template. */
  readonly id: string;
  /** What the sentences speak of; scores are broken down by it. */
  readonly about: string;
  readonly patterns: readonly string[];
  /** Values for the patterns, or null where this record gives nothing clear to say. */
  readonly slots: (request: SlotRequest) => PatternSlots | null;
}

interface Named {
  readonly id: string;
  readonly about: string;
  readonly patterns: readonly string[];
}

const GLOBAL_GRIDS = {
  rate: [1, 1, 5],
  interval: [5, 10, 1],
  angle: [1, 5, 10],
  amplitude: [0.05, 0.01, 0.1],
} as const;

function globalKind(which: GlobalNumber): keyof typeof GLOBAL_GRIDS {
  if (which === "heartRate") return "rate";
  if (which === "qrsAxis" || which === "pAxis" || which === "tAxis") return "angle";
  return which === "sokolowLyon" || which === "cornell" ? "amplitude" : "interval";
}

/** A number with its unit, and the bare figure. */
export function spellGlobal(which: GlobalNumber, stated: number, choose: Chooser): PatternSlots {
  const kind = globalKind(which);
  const bare = String(Math.abs(stated) === 0 ? 0 : stated);
  if (kind === "rate") return { value: spellRate(stated, choose), bare };
  if (kind === "angle") return { value: spellAngle(stated, choose), bare };
  if (kind === "amplitude") return { value: spellAmplitude(stated, choose), bare };
  return { value: spellDuration(stated, choose), bare };
}

/** A true or false figure for a record-wide number. */
export function stateGlobal(request: SlotRequest, which: GlobalNumber): number | null {
  const reading = request.facts.number(which);
  if (reading === null) return null;
  return stateNumber({
    reading,
    lie: request.lie,
    grids: GLOBAL_GRIDS[globalKind(which)],
    choose: request.choose,
  });
}

/** Slots: value (with unit), bare (figure alone). */
export function globalNumberFamily(options: Named & { which: GlobalNumber }): ClaimFamily {
  return {
    ...options,
    slots: (request) => {
      const stated = stateGlobal(request, options.which);
      return stated === null ? null : spellGlobal(options.which, stated, request.choose);
    },
  };
}

/** No slots: the pattern is true of records in the state. */
export function stateFamily(options: Named & { state: RecordState }): ClaimFamily {
  return {
    ...options,
    slots: ({ facts, lie }) => (facts.state(options.state) === !lie ? {} : null),
  };
}

/** Slots: leads, names, plural; true where the state holds in every lead named, false where in none. */
export function leadStateFamily(
  options: Named & { state: LeadState; kind?: "leads" | "one" | "region"; among?: readonly string[] },
): ClaimFamily {
  const choosers = { leads: chooseLeads, one: chooseOneLead, region: chooseRegion };
  return {
    ...options,
    slots: ({ facts, choose, lie }) => {
      const eligible = facts
        .leadsWhere(options.state, !lie)
        .filter((lead) => options.among === undefined || options.among.includes(lead));
      return choosers[options.kind ?? "leads"](eligible, choose)?.slots ?? null;
    },
  };
}

/**
 * Slots: lead and leads (the same single lead), value, signed, plural. `within` limits what is stated (signed
 * millivolts or milliseconds): an elevation speaks of positive values only, whatever the truth is.
 */
export function leadNumberFamily(
  options: Named & {
    which: LeadNumber;
    within?: readonly [number, number];
    /** A lie speaks of leads in which this state is false, not of leads whose figure differs. */
    falseOf?: LeadState;
    /** Truth and lie speak only of leads in one of these states. */
    only?: readonly LeadState[];
  },
): ClaimFamily {
  const inMilliseconds = options.which === "pDuration" || options.which === "tDuration";
  const grids = inMilliseconds ? [4, 5, 10, 1] : [0.05, 0.01, 0.1];
  const limits = options.within ?? [-Infinity, Infinity];
  const fits = (reading: Reading) => {
    const value = reading.values[0]!;
    return value >= limits[0] && value <= limits[1];
  };
  return {
    ...options,
    slots: ({ facts, choose, lie }) => {
      const opposite = lie && options.falseOf !== undefined;
      const speakable = options.only?.flatMap((state) => facts.leadsWhere(state, true)) ?? facts.leads;
      const pool = opposite && options.falseOf ? facts.leadsWhere(options.falseOf, false) : speakable;
      const start = choose.integer(0, 11);
      for (let step = 0; step < pool.length; step++) {
        const lead = pool[(start + step) % pool.length]!;
        const found = facts.leadNumber(lead, options.which);
        if (found === null || (!opposite && !fits(found))) continue;
        const stated = opposite
          ? falseWithin(found, limits, choose)
          : stateNumber({ reading: { ...found, range: narrow(found.range, limits) }, lie, grids, choose });
        if (stated === null || stated < limits[0] || stated > limits[1]) continue;
        const value = inMilliseconds ? spellDuration(stated, choose) : spellAmplitude(stated, choose);
        const signed = inMilliseconds ? value : spellSignedAmplitude(stated, choose);
        const name = chooseOneLead([lead], choose)!.slots;
        return { ...name, lead: lead, value, signed };
      }
      return null;
    },
  };
}

function narrow(range: readonly [number, number], limits: readonly [number, number]): [number, number] {
  return [Math.max(range[0], limits[0]), Math.min(range[1], limits[1])];
}

/** A figure inside the limits that is clearly false of a lead whose own value lies outside them. */
function falseWithin(reading: Reading, limits: readonly [number, number], choose: Chooser): number | null {
  const size = [0.1, 0.15, 0.2, 0.25, 0.3][choose.integer(0, 4)]!;
  const stated = limits[0] >= 0 ? size : -size;
  const wanted = [stated, Math.sign(stated) * 0.3];
  return (
    wanted.find((value) => value >= limits[0] && value <= limits[1] && isClearLie(value, reading)) ?? null
  );
}
