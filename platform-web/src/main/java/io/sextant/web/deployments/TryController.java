package io.sextant.web.deployments;

import io.sextant.api.deployment.DeploymentId;
import io.sextant.api.deployment.TryModel;
import io.sextant.api.deployment.chat.ChatEvent;
import io.sextant.api.deployment.chat.ChatPrompt;
import io.sextant.api.deployment.chat.ChatTiming;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Denials;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/** Sends a prompt to a deployment: as a stream to scripts, as a page to browsers without. */
@Controller
class TryController {
    private final TryModel trying;
    private final DeploymentPage page;
    private final Denials denials;
    private final JsonMapper json;

    TryController(TryModel trying, DeploymentPage page, Denials denials, JsonMapper json) {
        this.trying = trying;
        this.page = page;
        this.denials = denials;
        this.json = json;
    }

    @PostMapping(path = "/deployments/{id}/try", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Requires(Permission.USE_MODEL)
    void stream(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String prompt,
            Actor actor,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        Stream stream = new Stream(response.getWriter(), json);
        try {
            trying.prepare(new DeploymentId(id), ChatPrompt.of(prompt, null), actor)
                    .run(stream);
        } catch (PlatformProblem problem) {
            refused(id, problem);
            stream.send(
                    "problem",
                    Map.of("title", problem.title(), "detail", problem.detail(), "remedy", problem.remedy()));
        }
    }

    @PostMapping(path = "/deployments/{id}/try", produces = MediaType.TEXT_HTML_VALUE)
    @Requires(Permission.USE_MODEL)
    String whole(@PathVariable UUID id, @RequestParam(defaultValue = "") String prompt, Actor actor, Model model)
            throws IOException, InterruptedException {
        page.overview(id, actor, model);
        model.addAttribute("answer", answer(new DeploymentId(id), prompt, actor));
        return "deployments/detail";
    }

    private TryView answer(DeploymentId id, String prompt, Actor actor) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        AtomicReference<@Nullable ChatTiming> timing = new AtomicReference<>();
        try {
            trying.prepare(id, ChatPrompt.of(prompt, null), actor).run(event -> {
                switch (event) {
                    case ChatEvent.Piece piece -> text.append(piece.text());
                    case ChatEvent.Finished finished -> timing.set(finished.measured());
                }
            });
            return TryView.answered(
                    prompt, text.toString(), Objects.requireNonNull(timing.get(), "an answer ends with its timing"));
        } catch (PlatformProblem problem) {
            refused(id.value(), problem);
            return TryView.refused(prompt, problem);
        }
    }

    // Answered here and not by the advice that records refusals on their way.
    private void refused(UUID id, PlatformProblem problem) {
        denials.record(problem, "POST /deployments/" + id + "/try", null);
    }

    private record Stream(PrintWriter out, JsonMapper json) implements ChatEvent.Listener {
        @Override
        public void on(ChatEvent event) throws IOException {
            switch (event) {
                case ChatEvent.Piece piece -> send("token", Map.of("text", piece.text()));
                case ChatEvent.Finished finished -> send("measured", finished.measured());
            }
        }

        void send(String event, Object data) throws IOException {
            out.write("event: " + event + "\ndata: " + json.writeValueAsString(data) + "\n\n");
            if (out.checkError()) {
                throw new IOException("the reader has gone");
            }
        }
    }
}
