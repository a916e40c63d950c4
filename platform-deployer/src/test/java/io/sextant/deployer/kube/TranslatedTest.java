package io.sextant.deployer.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TranslatedTest {
    private final AtomicInteger translations = new AtomicInteger();
    private final List<StringBuilder> held = new ArrayList<>();
    private final Translated<StringBuilder, String> views = new Translated<>(() -> List.copyOf(held), item -> {
        translations.incrementAndGet();
        return item.toString();
    });

    @Test
    void translatesEachVersionOfAnObjectOnceHoweverOftenItIsLookedAt() {
        held.add(new StringBuilder("a"));
        held.add(new StringBuilder("b"));
        List<String> first = views.list();

        assertThat(views.list()).isSameAs(first).containsExactly("a", "b");
        assertThat(translations).hasValue(2);

        held.set(1, new StringBuilder("c"));

        assertThat(views.list()).containsExactly("a", "c");
        assertThat(translations).hasValue(3);
    }

    @Test
    void showsWhatWentAndWhatTookItsPlace() {
        held.add(new StringBuilder("a"));
        assertThat(views.list()).containsExactly("a");
        held.clear();
        assertThat(views.list()).isEmpty();
        held.add(new StringBuilder("a"));
        assertThat(views.list()).containsExactly("a");
    }
}
