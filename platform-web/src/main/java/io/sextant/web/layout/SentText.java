package io.sextant.web.layout;

import io.sextant.api.problem.PlatformProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** The text of an uploaded file. */
public final class SentText {
    private SentText() {}

    /** The text; empty where no file was chosen. Anything but UTF-8 is refused. */
    public static String of(@Nullable MultipartFile file) {
        if (file == null || file.isEmpty()) {
            return "";
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.getBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new PlatformProblem.Invalid("file", "not-text", "The file is no text in UTF-8: save it as such.");
        } catch (IOException e) {
            throw new UncheckedIOException("the uploaded file cannot be read", e);
        }
    }
}
