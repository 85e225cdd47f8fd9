/** The command {@code doctor}: checks of everything that the system needs. */
@NullMarked
package com.cruddur.cli.doctor;

import org.jspecify.annotations.NullMarked;
