package io.sextant.web.organisation;

import io.sextant.api.orgfile.FileDiff;
import io.sextant.api.orgfile.OrganisationFiles;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Attachment;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.Refusal;
import io.sextant.web.layout.SentText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Takes the organisation along as a file, shows what a file would do, and applies it. */
@Controller
@RequestMapping("/organisation/file")
class FilePageController {
    private static final String PAGE = "organisation/file";
    // What a form may hold, with room for the rest of it.
    private static final int MOST_BYTES = 200_000;

    private final OrganisationFiles files;

    FilePageController(OrganisationFiles files) {
        this.files = files;
    }

    @GetMapping
    @Requires(Permission.ADMINISTER)
    String form() {
        return PAGE;
    }

    @GetMapping("/organisation.yaml")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<byte[]> export(Actor actor) {
        return Attachment.of(
                "organisation.yaml",
                MediaType.parseMediaType("application/yaml;charset=UTF-8"),
                files.export(actor).text().getBytes(StandardCharsets.UTF_8));
    }

    /** What it would do; nothing is changed, so the answer is the page itself. */
    @PostMapping("/effect")
    @Requires(Permission.ADMINISTER)
    String preview(
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        String typed = text == null ? "" : text;
        try {
            String sent = SentText.of(file);
            show(sent.isBlank() ? typed : sent, actor, model, request, response);
        } catch (PlatformProblem.Invalid notText) {
            model.addAttribute("text", typed);
            refuse(notText, typed, model, request, response);
        }
        return PAGE;
    }

    @PostMapping
    @Requires(Permission.ADMINISTER)
    String apply(
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable String digest,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        String sent = text == null ? "" : text;
        try {
            FileDiff done = files.apply(sent, digest == null ? "" : digest, actor);
            Flash.ok(redirect, "The file is applied: " + FileEffect.counts(done) + ".");
            return "redirect:/organisation/file";
        } catch (PlatformProblem.Conflict | PlatformProblem.StaleVersion refused) {
            show(sent, actor, model, request, response);
            Refusal.show(refused, model, request, response);
        } catch (PlatformProblem.Invalid invalid) {
            model.addAttribute("text", sent);
            refuse(invalid, sent, model, request, response);
        }
        return PAGE;
    }

    private void show(String text, Actor actor, Model model, HttpServletRequest request, HttpServletResponse response) {
        model.addAttribute("text", text);
        try {
            if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
                throw new PlatformProblem.Invalid(
                        "text",
                        "too-large",
                        "This page takes files of up to 200,000 bytes: send a larger one by REST.");
            }
            model.addAttribute("effect", FileEffect.of(files.preview(text, actor), text));
        } catch (PlatformProblem.Invalid invalid) {
            refuse(invalid, text, model, request, response);
        }
    }

    private static void refuse(
            PlatformProblem.Invalid invalid,
            String text,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Refusal.show(invalid, model, request, response);
        model.addAttribute(
                "faults",
                invalid.errors().stream()
                        .map(error -> FileFault.of(error, text))
                        .toList());
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }
}
