package io.komauth.tools.users;

/** Where a conversion goes: a folder for each tenant, with files of lines. */
interface Destination {

    /** For {@code --dry-run}. */
    Destination NOWHERE = new Destination() {
        @Override
        public void tenant(String tenant) {
            // nothing is made
        }

        @Override
        public void append(String tenant, String file, String line) {
            // nothing is written
        }
    };

    /** Makes the tenant's folder, also if nothing will be in it. */
    void tenant(String tenant);

    /** Appends a line to a file of the tenant. */
    void append(String tenant, String file, String line);
}
