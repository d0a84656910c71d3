/** Programs against Spark's Java API that the tests of the command put into a jar and run as a user would. */
package ember.checks.program;
