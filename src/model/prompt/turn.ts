// One turn of a conversation with the model, and the ways to write one down.

export type ConversationTemplate = "llava_v1" | "chatml";

export interface Turn {
  readonly role: "user" | "assistant";
  readonly text: string;
}
