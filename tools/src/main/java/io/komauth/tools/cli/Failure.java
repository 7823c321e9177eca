package io.komauth.tools.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** Ends a command with a message that says what to change, and with an exit code. */
public final class Failure extends RuntimeException {

    private final ExitCode exitCode;

    private Failure(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message, null);
    }

    /** Of a file that cannot be read or written. */
    public static Failure file(Object file, IOException cause) {
        String reason = cause instanceof NoSuchFileException ? "there is no such file or folder"
                : cause instanceof AccessDeniedException ? "permission denied"
                : cause instanceof FileAlreadyExistsException ? "it is there already" : String.valueOf(cause.getMessage());
        return new Failure(ExitCode.USAGE, file + ": " + reason, cause);
    }

    public static Failure server(String message) {
        return new Failure(ExitCode.SERVER, message, null);
    }

    public static Failure server(String message, Throwable cause) {
        return new Failure(ExitCode.SERVER, message, cause);
    }

    /** Keeps the thread interrupted. */
    public static Failure interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return server("interrupted", cause);
    }

    public static Failure refused(String message) {
        return new Failure(ExitCode.REFUSED, message, null);
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
