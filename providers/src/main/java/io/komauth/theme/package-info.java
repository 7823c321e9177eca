/** What login themes get from this JAR: its texts, and the template that themes import. */
package io.komauth.theme;
