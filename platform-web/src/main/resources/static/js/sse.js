/** The events of a text/event-stream answer, as { event, data } with data a string. EventSource cannot POST, so the body is read. */
export async function* events(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    buffer += (value ?? "").replaceAll("\r\n", "\n");
    const blocks = buffer.split("\n\n");
    buffer = done ? "" : blocks.pop();
    yield* blocks.filter((block) => block.trim()).map(parse);
    if (done) return;
  }
}

function parse(block) {
  const field = (name) =>
    block.split("\n").filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).replace(/^ /, ""));
  return { event: field("event")[0] ?? "message", data: field("data").join("\n") };
}
