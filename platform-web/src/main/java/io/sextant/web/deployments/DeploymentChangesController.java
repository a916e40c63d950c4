package io.sextant.web.deployments;

import io.sextant.api.deployment.DeploymentId;
import io.sextant.api.deployment.WatchDeployment;
import io.sextant.api.deployment.status.DeploymentStatus;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** Tells an open page that its deployment changed; the page then asks for what it shows. */
@Controller
class DeploymentChangesController {
    private final WatchDeployment watch;

    DeploymentChangesController(WatchDeployment watch) {
        this.watch = watch;
    }

    @GetMapping(path = "/deployments/{id}/changes")
    @Requires(Permission.VIEW_TEAM)
    void changes(
            @PathVariable UUID id,
            @RequestHeader(name = "Last-Event-ID") @Nullable String lastSeen,
            Actor actor,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        try {
            watch.follow(new DeploymentId(id), actor, lastSeen, new Telling(response.getWriter()));
        } catch (PageClosed e) {
            // How most of these end; nobody is left to be told anything.
        }
    }

    private static final class PageClosed extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private record Telling(PrintWriter out) implements WatchDeployment.Listener {
        @Override
        public void status(String eventId, DeploymentStatus status) throws IOException {
            send("id: " + eventId + "\nevent: changed\ndata: " + status.phase() + "\n\n");
        }

        @Override
        public void stillThere() throws IOException {
            send(": still there\n\n");
        }

        private void send(String text) throws IOException {
            out.write(text);
            if (out.checkError()) {
                throw new PageClosed();
            }
        }
    }
}
