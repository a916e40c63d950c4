package io.sextant.deployer.intent;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.desired.Presence;
import io.sextant.deployer.fixture.Chat;
import io.sextant.deployer.fixture.World;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Admission admission = new Admission(World.POLICY);
    private final Chat chat = Chat.support();
    private final Chat other = chat.named("other");

    @Test
    void checksOnlyWhatIsAnotherThanBefore() {
        Intent before = admission.admit(Chat.desired(1, chat, other));
        Intent after = admission.admit(Chat.desired(2, chat, other.generation(2)));

        assertThat(after.revision()).isEqualTo(2);
        assertThat(after.deployments().getFirst()).isSameAs(before.deployments().getFirst());
        assertThat(after.deployments().getLast())
                .isNotSameAs(before.deployments().getLast());
        assertThat(after.namespaces().getFirst()).isSameAs(before.namespaces().getFirst());
    }

    @Test
    void decidesAnewWhereAnotherDeploymentChangesWhatIsRight() {
        Chat leaving = chat.presence(Presence.GONE);
        Chat sharing = chat.named("other");

        Wanted.Leaving alone = (Wanted.Leaving)
                admission.admit(Chat.desired(1, leaving)).deployments().getFirst();
        Wanted.Leaving shared = (Wanted.Leaving)
                admission.admit(Chat.desired(2, leaving, sharing)).deployments().getFirst();

        assertThat(alone.sharedCaches()).isEmpty();
        assertThat(shared.sharedCaches()).containsExactly(sharing.cacheName());
    }
}
