package io.sextant.api.deployment;

import io.sextant.api.deployment.manifest.NimBlueprint;
import io.sextant.api.planning.PlanProposal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/**
 * Decides where the weights of a plan lie.
 *
 * <p>More than one replica needs a volume that several nodes can mount, and so do two deployments that use the same weights. Where
 * storage has none, a single replica gets a volume of its own.
 *
 * @param severalNodes whether a volume that several nodes can mount is taken even for one replica
 */
record WeightsVolume(boolean severalNodes) {
    NimBlueprint.Cache of(String deployment, PlanProposal plan) {
        PlanProposal.Model model = plan.model();
        NimBlueprint.Image image = new NimBlueprint.Image(
                Objects.requireNonNull(model.imageRepository(), "an accepted plan has an image"),
                Objects.requireNonNull(model.imageTag(), "an accepted plan has an image"));
        return severalNodes || plan.scale().maxReplicas() > 1
                ? NimBlueprint.Cache.ofTeam(image, plan.cacheGib(), hash(image, plan))
                : NimBlueprint.Cache.ofOne(deployment, plan.profile().id(), plan.cacheGib());
    }

    private static String hash(NimBlueprint.Image image, PlanProposal plan) {
        String content =
                image.repository() + ":" + image.tag() + " " + plan.profile().id() + " " + plan.cacheGib();
        return UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
    }
}
