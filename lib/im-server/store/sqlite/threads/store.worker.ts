import { startCheckpointer } from "./checkpointer";
import { openPort } from "./port";
import { startReader } from "./reader";
import { startWriter } from "./writer";

const start = { writer: startWriter, reader: startReader, checkpointer: startCheckpointer };
start[openPort().data.role]();
