/** A trial of the migration with made-up users, on a server and a database of its own. */
package io.komauth.tools.trial;
