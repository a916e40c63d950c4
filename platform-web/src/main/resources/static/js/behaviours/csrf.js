// Requests of htmx that come from no form carry the CSRF token in a header; forms carry it in a field.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  const meta = document.querySelector("meta[name=csrf-token]");
  if (meta && detail.verb !== "get") detail.headers[meta.dataset.header] = meta.content;
});
