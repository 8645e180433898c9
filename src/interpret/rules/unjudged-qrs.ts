// The rules under which axis, hypertrophy, ST, T and Q are not judged: the QRS itself explains them
// (AHA/ACCF/HRS 2009 parts III, V and VI). `sgar` is read instead.
export const UNJUDGED_QRS = ["bbb.lbbb", "rhy.pace@dominant", "wpw"];

/** ST, T and QT besides: the waves of flutter run through them. */
export const UNJUDGED_ST_T = [...UNJUDGED_QRS, "rhy.afl"];

/** Right bundle branch block explains ST and T in V1-V3 only. */
export const UNJUDGED_RIGHT_CHEST = [...UNJUDGED_ST_T, "bbb.rbbb"];
