package io.sextant.api.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notice as its reader has it.
 *
 * @param kind name of a {@link NoticeKind}, or of one that a newer release of the platform wrote
 * @param path the portal's page where there is more to it
 * @param readAt absent while it is new
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InboxNotice(
        long id,
        String kind,
        String title,
        String text,
        String path,
        Instant toldAt,
        @Nullable Instant readAt) {
    /** Not read yet. */
    public boolean unread() {
        return readAt == null;
    }
}
