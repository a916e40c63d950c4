package io.sextant.contract.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.desired.DesiredState.Changes;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DesiredStateTest {
    private static final DesiredDeployment CHAT = deployment("chat", 1);
    private static final DesiredDeployment SEARCH = deployment("search", 1);
    private static final DesiredNamespace ALPHA = new DesiredNamespace("sextant-alpha", "alpha", List.of());
    private static final DesiredNamespace BETA = new DesiredNamespace("sextant-beta", "beta", List.of());
    private static final DesiredState KNOWN = whole(7, List.of(ALPHA), List.of(CHAT, SEARCH));

    @Test
    void replacesAddsAndRemovesWhatChanged() {
        DesiredDeployment resized = deployment("chat", 2);
        DesiredDeployment added = deployment("summary", 1);

        DesiredState changes = changes(7, List.of(BETA), List.of(resized, added), List.of(SEARCH.id()), 2);

        assertThat(changes.after(KNOWN)).contains(whole(9, List.of(ALPHA, BETA), List.of(resized, added)));
    }

    @Test
    void takesAWholeStateWhateverWasKnown() {
        DesiredState whole = whole(3, List.of(), List.of(CHAT));

        assertThat(whole.after(KNOWN)).contains(whole);
    }

    @Test
    void doesNotTakeChangesOfAnotherRevision() {
        assertThat(changes(8, List.of(), List.of(CHAT), List.of(), 2).after(KNOWN))
                .isEmpty();
    }

    @Test
    void doesNotTakeChangesThatLeaveAnotherNumberThanIsListed() {
        assertThat(changes(7, List.of(), List.of(CHAT), List.of(), 3).after(KNOWN))
                .isEmpty();
    }

    private static DesiredState whole(
            long revision, List<DesiredNamespace> namespaces, List<DesiredDeployment> deployments) {
        return new DesiredState("cluster", revision, namespaces, deployments);
    }

    private static DesiredState changes(
            long since,
            List<DesiredNamespace> namespaces,
            List<DesiredDeployment> deployments,
            List<UUID> gone,
            int listed) {
        return new DesiredState("cluster", 9, namespaces, deployments, new Changes(since, gone, listed));
    }

    private static DesiredDeployment deployment(String name, long generation) {
        return new DesiredDeployment(
                UUID.nameUUIDFromBytes(new byte[] {(byte) name.charAt(0)}),
                name,
                "sextant-alpha",
                generation,
                Presence.RUNNING,
                new Manifest("apps.nvidia.com/v1alpha1", "NIMCache", name, "kind: NIMCache"),
                new Manifest("apps.nvidia.com/v1alpha1", "NIMService", name, "kind: NIMService"),
                List.of(),
                600,
                "meta/llama-3.1-8b-instruct");
    }
}
