/** What a test or a load generator drops in beside the product; never a part of it. */
package io.komauth.testsupport;
