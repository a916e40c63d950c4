package io.sextant.api.auditing;

import io.sextant.api.audit.AuditFilter;
import io.sextant.api.tenancy.Actor;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes entries as JSON lines, as they are read, so that a trail of any length fits. */
@Component
public class AuditExport {
    /** One JSON object a line. */
    public static final String TYPE = "application/x-ndjson";

    private final ReadAudit trail;
    private final JsonMapper json;

    AuditExport(ReadAudit trail, JsonMapper json) {
        this.trail = trail;
        this.json = json;
    }

    /** Answers with every entry that the filter lets through. */
    public void write(AuditFilter filter, Actor actor, HttpServletResponse response) throws IOException {
        response.setContentType(TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.jsonl\"");
        PrintWriter lines = response.getWriter();
        trail.each(filter, actor, entry -> {
            lines.write(json.writeValueAsString(AuditEntryBody.of(entry)));
            lines.write('\n');
        });
    }
}
