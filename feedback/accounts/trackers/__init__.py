"""Projects of other systems in which issues are opened: on GitHub, GitLab or Jira."""
