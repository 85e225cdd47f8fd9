/** Groups: who is in them, in which role, under which title (access patterns AP11, AP14, AP15, AP16). */
@NullMarked
package com.cruddur.core.group;

import org.jspecify.annotations.NullMarked;
