package io.sextant.deployer.load;

import io.sextant.contract.desired.DesiredNamespace;
import io.sextant.contract.desired.DesiredState;
import io.sextant.deployer.fixture.Chat;
import io.sextant.deployer.fixture.TeamNamespace;
import java.util.List;
import java.util.stream.IntStream;

/** Many teams with deployments of one GPU each, on any product that has the memory. */
final class Tenants {
    private static final int DEPLOYMENTS_OF_A_TEAM = 50;
    private static final int GPU_LIMIT = 1000;

    private Tenants() {}

    static List<Chat> chats(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Chat.support()
                        .named("chat-" + i)
                        .in("sextant-team-" + i / DEPLOYMENTS_OF_A_TEAM)
                        .onAnyGpu()
                        .readyWithin(7200))
                .toList();
    }

    /** The same, of which those of a team share their weights. */
    static List<Chat> sharing(int count) {
        List<Chat> apart = chats(count);
        return IntStream.range(0, count)
                .mapToObj(i -> apart.get(i).sharingCacheOf(apart.get(i - i % DEPLOYMENTS_OF_A_TEAM)))
                .toList();
    }

    static DesiredState desired(String cluster, long revision, List<Chat> chats) {
        List<DesiredNamespace> namespaces = chats.stream()
                .map(Chat::namespace)
                .distinct()
                .map(name -> TeamNamespace.of(name, GPU_LIMIT))
                .toList();
        return new DesiredState(
                cluster,
                revision,
                namespaces,
                chats.stream().map(Chat::deployment).toList());
    }
}
