package io.sextant.api.orgfile.web;

import io.sextant.api.orgfile.FileDiff;
import io.sextant.api.orgfile.OrganisationFiles;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The organisation's tree, quotas, prices, budgets and policies as one file. */
@RestController
@RequestMapping("/api/v1/organisation/file")
class FileController {
    private static final MediaType YAML = MediaType.parseMediaType("application/yaml;charset=UTF-8");
    private static final Pattern DIGEST = Pattern.compile("\"([0-9a-f]{64})\"");

    private final OrganisationFiles files;

    FileController(OrganisationFiles files) {
        this.files = files;
    }

    @GetMapping
    @Requires(Permission.ADMINISTER)
    ResponseEntity<byte[]> export(Actor actor) {
        OrganisationFiles.Export export = files.export(actor);
        return ResponseEntity.ok()
                .eTag(etag(export.digest()))
                .contentType(YAML)
                .body(export.text().getBytes(StandardCharsets.UTF_8));
    }

    /** What applying the file would do. */
    @PostMapping(params = "dry_run=true")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<FileDiff> preview(@RequestBody(required = false) byte @Nullable [] file, Actor actor) {
        FileDiff diff = files.preview(text(file), actor);
        return ResponseEntity.ok().eTag(etag(diff.digest())).body(diff);
    }

    /** Applies the file: all of it or nothing. If-Match is the digest of the state that its effect was looked at with. */
    @PostMapping
    @Requires(Permission.ADMINISTER)
    FileDiff apply(
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] file,
            Actor actor) {
        return files.apply(text(file), digest(ifMatch), actor);
    }

    private static String etag(String digest) {
        return "\"" + digest + "\"";
    }

    private static String text(byte @Nullable [] file) {
        if (file == null) {
            return "";
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new PlatformProblem.Invalid("file", "not-text", "The file is no text in UTF-8: save it as such.");
        }
    }

    private static String digest(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new PlatformProblem.PreconditionMissing(
                    "If-Match",
                    "Send the file with dry_run=true first, look at what it does, and send its ETag in If-Match.");
        }
        Matcher digest = DIGEST.matcher(ifMatch.strip());
        if (!digest.matches()) {
            throw new PlatformProblem.Invalid(
                    "If-Match", "malformed", "If-Match must be the ETag that the dry run answered, quotes included.");
        }
        return digest.group(1);
    }
}
