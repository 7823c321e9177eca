package io.komauth.tools.keys;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.cli.ExitCode;
import io.komauth.tools.cli.Json;
import io.komauth.tools.cli.Output;
import io.komauth.tools.cli.PrivateFiles;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kom sm2-key}. */
@Command(name = "sm2-key", description = {
        "Makes a key pair for passwords that front ends encrypt by SM2, and prints the public key for them: 130 hexadecimal digits.",
        "The private key, 64 hexadecimal digits, is for the tenant's setting tenant.sm2-private-key, or for the server's vault. "
        + "It calls no server."})
public final class Sm2KeyCommand implements Callable<Integer> {

    @Mixin
    private final Output output;

    @ArgGroup(multiplicity = "1")
    private PrivateKeyTarget target;

    /** Where the private key goes: to one of the two. */
    private static final class PrivateKeyTarget {

        @Parameters(paramLabel = "FILE",
                description = "The file to write the private key to, which only its owner may read. It must not exist.")
        private Path file;

        @Option(names = "--print", description = "Print the private key as well, and write no file.")
        private boolean print;
    }

    public Sm2KeyCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException {
        Sm2KeyPair pair = Sm2KeyPair.generate(new SecureRandom());
        ObjectNode result = Json.object().put("publicKey", pair.publicHex());
        if (target.print) {
            output.result("private " + pair.privateHex() + System.lineSeparator() + "public " + pair.publicHex(),
                    result.put("privateKey", pair.privateHex()));
        } else {
            try (Writer file = PrivateFiles.create(target.file)) {
                file.write(pair.privateHex() + "\n");
            }
            output.message("The private key is in " + Output.printable(target.file.toString()));
            output.result(pair.publicHex(), result);
        }
        return ExitCode.DONE.code();
    }
}
