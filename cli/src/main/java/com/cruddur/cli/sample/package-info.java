/** Sample users and conversations for a machine of one's own. */
@NullMarked
package com.cruddur.cli.sample;

import org.jspecify.annotations.NullMarked;
