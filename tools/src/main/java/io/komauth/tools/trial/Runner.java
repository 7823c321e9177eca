package io.komauth.tools.trial;

import java.io.PrintStream;
import java.util.Map;

/** Runs a command of this program within the process. */
@FunctionalInterface
public interface Runner {

    /** @return the exit code */
    int run(String[] arguments, PrintStream out, PrintStream err, Map<String, String> environment);
}
