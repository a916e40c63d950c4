package io.sextant.web.sandbox;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says on the console, in one block, where the product is and how to use it. */
@Component
@Profile("sandbox")
class StartBlock {
    private final EmbeddedProcesses processes;
    private final DataDirectory directory;

    StartBlock(EmbeddedProcesses processes, DataDirectory directory) {
        this.processes = processes;
        this.directory = directory;
    }

    @EventListener(ApplicationReadyEvent.class)
    @SuppressWarnings("SystemOut")
    void print() {
        System.out.println(text());
    }

    String text() {
        StringBuilder accounts = new StringBuilder();
        DemoAccount.ALL.forEach(
                account -> accounts.append("    %-24s %s%n".formatted(account.username(), account.what())));
        return """

                ----------------------------------------------------------------------------
                Sextant is ready (sandbox: nothing here is a real GPU)

                  Portal      %s
                  REST API    %s/docs/api
                  Cluster     kubectl --server=%s get nimservices,nimcaches,pods -A
                  Data        %s   (another: SEXTANT_DATA_DIR=<directory>)
                  API token   %s   (the administrator's, new at every start)

                  Accounts, all with the password "%s":
                %s
                  Stop with Ctrl-C; the next start goes on where this one stopped.
                ----------------------------------------------------------------------------
                """.formatted(
                        processes.platformUrl(),
                        processes.platformUrl(),
                        processes.clusterUrl(),
                        directory.root(),
                        directory.resolve("demo-token"),
                        DemoAccount.PASSWORD,
                        accounts.toString().stripTrailing());
    }
}
