"""Every read of surveys, by what is read: links, questionnaires, surveys, results."""
