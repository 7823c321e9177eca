/** What all commands of {@code kom} share: how they end, what they print, and how they keep files private. */
package io.komauth.tools.cli;
