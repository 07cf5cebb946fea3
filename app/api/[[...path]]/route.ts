import { answerUnknown } from "@/lib/api/answer-unknown";

/** Whatever no other route of the API is for. */
export {
  answerUnknown as DELETE,
  answerUnknown as GET,
  answerUnknown as PATCH,
  answerUnknown as POST,
  answerUnknown as PUT,
};
