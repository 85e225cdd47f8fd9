/** Long work: how far it is, and where it goes on after an interruption. */
@NullMarked
package com.cruddur.core.progress;

import org.jspecify.annotations.NullMarked;
