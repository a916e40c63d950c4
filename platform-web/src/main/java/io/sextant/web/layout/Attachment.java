package io.sextant.web.layout;

import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Something a browser keeps as a file instead of showing it. */
public final class Attachment {
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private Attachment() {}

    public static ResponseEntity<byte[]> csv(String file, String text) {
        return of(file, CSV, text.getBytes(StandardCharsets.UTF_8));
    }

    public static ResponseEntity<byte[]> of(String file, MediaType type, byte[] content) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(file).build().toString())
                .body(content);
    }
}
