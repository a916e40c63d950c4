package io.sextant.web.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path root;

    @Test
    void refusesASecondHolderAndNamesTheFirst() {
        try (DataDirectory held = DataDirectory.open(root)) {
            assertThatThrownBy(() -> DataDirectory.open(held.root()))
                    .isInstanceOf(DataDirectory.InUse.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void canBeOpenedAgainOnceItsHolderLetGo() {
        DataDirectory.open(root).close();
        try (DataDirectory again = DataDirectory.open(root)) {
            assertThat(again.root()).isEqualTo(root);
        }
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        Path fresh = root.resolve("fresh");
        DataDirectory.open(fresh).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
                .isEqualTo("rwx------");
    }

    @Test
    void keepsASecretBetweenStartsAndForItsOwnerOnly() throws IOException {
        String first;
        try (DataDirectory directory = DataDirectory.open(root)) {
            first = directory.secret("token-key");
        }
        try (DataDirectory directory = DataDirectory.open(root)) {
            assertThat(directory.secret("token-key")).isEqualTo(first).hasSizeGreaterThan(40);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("token-key"))))
                .isEqualTo("rw-------");
    }
}
