extension OccupationCatalog {
  static let office: [OccupationFamily] = [
    OccupationFamily(
      name: "Software", industries: ["Software", "Financial Services", "Retail", "Media"],
      skills: ["Git", "Agile", "Python", "SQL", "Linux", "Code Review"],
      ladder: ["Junior", "", "Senior", "Lead", "Principal"], isPaidHourly: false, remoteShare: 0.35,
      tasks: [
        "ship small changes to production every week", "review the work of your colleagues with care",
        "keep our services fast and observable", "turn vague requests into clear designs",
        "share an on-call rotation that is quiet by design", "pay down technical debt where it hurts most",
      ],
      occupations: [
        Occupation(
          "Software Engineer", ["Software Developer", "Backend Engineer", "Programmer", "Software Dev", "SWE"],
          pay: 118_000, .bachelor, ["Computer Science", "Software Engineering"],
          ["Java", "Swift", "Go", "Microservices", "REST APIs", "PostgreSQL", "Unit Testing", "Kafka", "System Design"]),
        Occupation(
          "Frontend Engineer", ["Front-End Developer", "Web Developer", "UI Engineer", "Frontend Dev"],
          pay: 108_000, .bachelor, ["Computer Science", "Graphic Design"],
          [
            "JavaScript", "TypeScript", "React", "CSS", "HTML", "Web Accessibility", "REST APIs", "Unit Testing",
            "Figma",
          ]),
        Occupation(
          "Mobile Developer", ["iOS Developer", "Android Developer", "Mobile Engineer", "App Developer"],
          pay: 115_000, .bachelor, ["Computer Science", "Software Engineering"],
          ["Swift", "Kotlin", "iOS", "Android", "REST APIs", "Unit Testing", "App Store Release", "Figma", "SwiftUI"]),
        Occupation(
          "DevOps Engineer", ["Site Reliability Engineer", "SRE", "Platform Engineer", "Cloud Engineer"],
          pay: 124_000, .bachelor, ["Computer Science", "Information Systems"],
          [
            "Kubernetes", "Docker", "Terraform", "AWS", "CI/CD", "Prometheus", "Networking", "Bash",
            "Incident Response",
          ]),
        Occupation(
          "QA Engineer", ["Test Engineer", "Software Tester", "Quality Assurance Engineer", "SDET"],
          pay: 88_000, .bachelor, ["Computer Science", "Information Systems"],
          [
            "Test Automation", "Selenium", "Unit Testing", "CI/CD", "Test Planning", "Regression Testing", "Java",
            "Jira",
            "Performance Testing",
          ]),
      ]),
    OccupationFamily(
      name: "Data", industries: ["Software", "Financial Services", "Healthcare", "Insurance"],
      skills: ["SQL", "Python", "Statistics", "Data Visualization", "Excel", "Stakeholder Management"],
      ladder: ["Junior", "", "Senior", "Lead", "Principal"], isPaidHourly: false, remoteShare: 0.35,
      tasks: [
        "answer questions of the business with numbers that hold", "keep definitions in one place and documented",
        "build pipelines that other teams can trust", "explain findings to people who do not code",
        "design experiments and read them honestly", "retire reports that nobody opens",
      ],
      occupations: [
        Occupation(
          "Data Analyst", ["Reporting Analyst", "Business Data Analyst", "Insights Analyst", "BI Analyst"],
          pay: 76_000, .bachelor, ["Statistics", "Economics"],
          [
            "Tableau", "Power BI", "Dashboards", "A/B Testing", "Data Cleaning", "Reporting", "Google Sheets", "Looker",
            "Requirements Gathering",
          ]),
        Occupation(
          "Data Scientist", ["Applied Scientist", "Decision Scientist", "Data Science Specialist"],
          pay: 122_000, .master, ["Statistics", "Computer Science"],
          [
            "Machine Learning", "R", "A/B Testing", "Pandas", "Forecasting", "Regression", "Experiment Design",
            "scikit-learn", "Causal Inference",
          ]),
        Occupation(
          "Machine Learning Engineer", ["ML Engineer", "AI Engineer", "NLP Engineer", "Deep Learning Engineer"],
          pay: 138_000, .master, ["Computer Science", "Mathematics"],
          [
            "Machine Learning", "PyTorch", "Deep Learning", "Feature Engineering", "Docker", "Model Serving",
            "Natural Language Processing", "Kubernetes", "scikit-learn",
          ]),
        Occupation(
          "Data Engineer", ["Big Data Engineer", "ETL Developer", "Analytics Engineer", "Data Pipeline Engineer"],
          pay: 119_000, .bachelor, ["Computer Science", "Information Systems"],
          ["Spark", "Airflow", "Kafka", "Data Modeling", "AWS", "ETL", "dbt", "Data Warehousing", "Docker"]),
        Occupation(
          "Database Administrator", ["DBA", "Database Engineer", "SQL Administrator"],
          pay: 96_000, .bachelor, ["Information Systems", "Computer Science"],
          [
            "PostgreSQL", "Oracle", "Backup and Recovery", "Performance Tuning", "Data Modeling", "Linux", "SQL Server",
            "Replication", "Data Security",
          ]),
      ]),
    OccupationFamily(
      name: "Finance", industries: ["Financial Services", "Insurance", "Professional Services", "Manufacturing"],
      skills: ["Excel", "Financial Reporting", "Attention to Detail", "Reconciliation", "GAAP", "ERP Systems"],
      ladder: ["Junior", "", "Senior", "Lead", "Head"], isPaidHourly: false, remoteShare: 0.15,
      tasks: [
        "close the books on time every month", "find out why a figure moved before anybody asks",
        "keep auditors content and surprises away", "prepare figures on which managers decide",
        "simplify controls that slow people down", "work with every department of the house",
      ],
      occupations: [
        Occupation(
          "Accountant", ["Staff Accountant", "General Ledger Accountant", "Corporate Accountant", "Acct"],
          pay: 71_000, .bachelor, ["Accounting", "Finance"],
          [
            "General Ledger", "Month-End Close", "QuickBooks", "Tax Preparation", "Journal Entries", "Accounts Payable",
            "Audit Support", "SAP", "Accruals",
          ]),
        Occupation(
          "Auditor", ["Internal Auditor", "External Auditor", "Audit Associate", "Assurance Associate"],
          pay: 77_000, .bachelor, ["Accounting", "Finance"],
          [
            "Internal Controls", "Risk Assessment", "SOX", "Audit Planning", "Tax Preparation", "Sampling",
            "Report Writing", "Compliance", "Interviewing",
          ]),
        Occupation(
          "Financial Analyst", ["FP&A Analyst", "Finance Analyst", "Corporate Finance Analyst"],
          pay: 84_000, .bachelor, ["Finance", "Economics"],
          [
            "Financial Modeling", "Forecasting", "Budgeting", "Variance Analysis", "Power BI", "Valuation", "SQL",
            "PowerPoint", "Scenario Planning",
          ]),
        Occupation(
          "Credit Analyst", ["Loan Analyst", "Underwriter", "Credit Risk Analyst", "Loan Underwriter"],
          pay: 73_000, .bachelor, ["Finance", "Business Administration"],
          [
            "Underwriting", "Credit Risk", "Risk Assessment", "Financial Modeling", "Loan Documentation", "Compliance",
            "Customer Service", "Cash Flow Analysis", "Portfolio Review",
          ]),
        Occupation(
          "Bookkeeper", ["Accounts Payable Clerk", "AP/AR Clerk", "Accounting Clerk", "Payroll Clerk"],
          pay: 46_000, .associate, ["Accounting", "Business Administration"],
          [
            "Accounts Payable", "Accounts Receivable", "QuickBooks", "Payroll", "Invoicing", "Data Entry",
            "Bank Deposits", "Journal Entries", "Filing",
          ]),
      ]),
    OccupationFamily(
      name: "Sales", industries: ["Software", "Retail", "Insurance", "Manufacturing"],
      skills: ["CRM", "Negotiation", "Communication", "Prospecting", "Customer Service", "Salesforce"],
      ladder: ["Junior", "", "Senior", "Lead", "Regional"], isPaidHourly: false, remoteShare: 0.18,
      tasks: [
        "listen first and offer second", "keep a pipeline that others can read", "win customers and keep them",
        "work with marketing on what brings good leads", "forecast the quarter without wishful thinking",
        "represent us at fairs and on site",
      ],
      occupations: [
        Occupation(
          "Sales Representative", ["Sales Rep", "Outside Sales Representative", "Field Sales Representative"],
          pay: 62_000, .secondary, ["Business Administration", "Communications"],
          [
            "Cold Calling", "Territory Management", "Lead Generation", "Product Demonstrations", "Closing",
            "Quota Attainment", "Presentation Skills", "Upselling", "Route Planning",
          ]),
        Occupation(
          "Account Executive", ["AE", "Enterprise Account Executive", "Sales Executive"],
          pay: 86_000, .bachelor, ["Business Administration", "Marketing"],
          [
            "Closing", "Pipeline Management", "Solution Selling", "Forecasting", "Presentation Skills", "SaaS",
            "Contract Negotiation", "Lead Generation", "Quota Attainment",
          ]),
        Occupation(
          "Account Manager", ["Key Account Manager", "Client Manager", "Customer Success Manager", "CSM"],
          pay: 78_000, .bachelor, ["Business Administration", "Communications"],
          [
            "Account Planning", "Relationship Building", "Renewals", "Upselling", "Onboarding", "Contract Negotiation",
            "Reporting", "SaaS", "Conflict Resolution",
          ]),
        Occupation(
          "Business Development Manager", ["BDM", "Business Development Executive", "Partnerships Manager"],
          pay: 94_000, .bachelor, ["Business Administration", "Economics"],
          [
            "Partnerships", "Market Research", "Lead Generation", "Contract Negotiation", "Strategy",
            "Networking Events",
            "Solution Selling", "Pipeline Management", "Proposal Writing",
          ]),
        Occupation(
          "Retail Sales Associate", ["Store Associate", "Sales Assistant", "Shop Assistant", "Retail Associate"],
          pay: 33_000, .none, ["Business Administration"],
          [
            "Cash Handling", "Merchandising", "Point of Sale", "Stock Replenishment", "Upselling", "Product Knowledge",
            "Visual Display", "Loss Prevention", "Teamwork",
          ]),
      ]),
    OccupationFamily(
      name: "Marketing", industries: ["Media", "Retail", "Software", "Hospitality"],
      skills: [
        "Content Creation", "Social Media", "Google Analytics", "Copywriting", "Campaign Management", "Communication",
      ],
      ladder: ["Junior", "", "Senior", "Lead", "Head"], isPaidHourly: false, remoteShare: 0.28,
      tasks: [
        "tell our story in plain words", "plan campaigns and measure what they bring",
        "keep the brand consistent across channels", "test headlines, pictures and offers",
        "work with sales on leads that fit", "manage agencies and their budgets",
      ],
      occupations: [
        Occupation(
          "Marketing Manager", ["Brand Manager", "Growth Marketing Manager", "Mktg Manager"],
          pay: 92_000, .bachelor, ["Marketing", "Business Administration"],
          [
            "Strategy", "Brand Management", "Budgeting", "Market Research", "Email Marketing", "Product Launches",
            "Team Leadership", "Agency Management", "Lead Generation",
          ]),
        Occupation(
          "Digital Marketing Specialist", ["SEO Specialist", "PPC Specialist", "Online Marketing Specialist"],
          pay: 64_000, .bachelor, ["Marketing", "Communications"],
          [
            "SEO", "Google Ads", "Email Marketing", "A/B Testing", "Landing Pages", "Paid Social", "Lead Generation",
            "HTML", "Marketing Automation",
          ]),
        Occupation(
          "Content Writer", ["Copywriter", "Content Creator", "Content Strategist", "Technical Writer"],
          pay: 61_000, .bachelor, ["English", "Journalism"],
          [
            "Editing", "SEO", "Storytelling", "Blogging", "Research", "Proofreading", "WordPress", "Interviewing",
            "Style Guides",
          ]),
        Occupation(
          "Graphic Designer", ["Visual Designer", "Brand Designer", "Creative Designer"],
          pay: 59_000, .bachelor, ["Graphic Design", "Fine Arts"],
          [
            "Adobe Photoshop", "Adobe Illustrator", "InDesign", "Typography", "Layout", "Branding", "Figma",
            "Print Design",
            "Motion Graphics",
          ]),
        Occupation(
          "Public Relations Specialist", ["PR Specialist", "Communications Specialist", "Press Officer"],
          pay: 66_000, .bachelor, ["Communications", "Journalism"],
          [
            "Media Relations", "Press Releases", "Crisis Communication", "Event Planning", "Storytelling", "Editing",
            "Speech Writing", "Research", "Stakeholder Management",
          ]),
      ]),
    OccupationFamily(
      name: "Administration", industries: ["Professional Services", "Healthcare", "Education", "Financial Services"],
      skills: ["Microsoft Office", "Scheduling", "Communication", "Record Keeping", "Confidentiality", "Organization"],
      ladder: ["Junior", "", "Senior", "Lead", "Head"], isPaidHourly: false, remoteShare: 0.12,
      tasks: [
        "keep calendars, files and people in order", "be the first voice that callers hear",
        "prepare meetings and follow up on what was agreed", "spot what is about to go wrong and act",
        "improve the way the office works", "support managers in their daily business",
      ],
      occupations: [
        Occupation(
          "Administrative Assistant",
          ["Admin Assistant", "Office Assistant", "Secretary", "Administrative Coordinator"],
          pay: 44_000, .secondary, ["Business Administration"],
          [
            "Data Entry", "Phone Etiquette", "Filing", "Travel Arrangements", "Meeting Minutes", "Invoicing",
            "Customer Service", "Typing", "Office Supplies",
          ]),
        Occupation(
          "Executive Assistant", ["EA", "Personal Assistant", "Executive Secretary"],
          pay: 68_000, .bachelor, ["Business Administration", "Communications"],
          [
            "Travel Arrangements", "Calendar Management", "Meeting Minutes", "Event Planning", "Expense Reports",
            "Discretion", "Project Coordination", "Presentation Skills", "Stakeholder Management",
          ]),
        Occupation(
          "Office Manager", ["Office Administrator", "Practice Manager", "Facilities Coordinator"],
          pay: 58_000, .associate, ["Business Administration"],
          [
            "Budgeting", "Vendor Management", "Team Leadership", "Onboarding", "Payroll", "Project Coordination",
            "Facilities", "Event Planning", "Policies",
          ]),
        Occupation(
          "Human Resources Generalist", ["HR Generalist", "HR Advisor", "HR Officer", "People Partner"],
          pay: 69_000, .bachelor, ["Human Resources", "Psychology"],
          [
            "Employee Relations", "Onboarding", "Payroll", "Labor Law", "Benefits Administration", "Policies",
            "Conflict Resolution", "HRIS", "Performance Reviews",
          ]),
        Occupation(
          "Recruiter", ["Talent Acquisition Specialist", "Technical Recruiter", "Sourcer", "Recruitment Consultant"],
          pay: 66_000, .bachelor, ["Human Resources", "Communications"],
          [
            "Sourcing", "Interviewing", "Applicant Tracking Systems", "Onboarding", "Employer Branding", "Negotiation",
            "HRIS", "Job Fairs", "Relationship Building",
          ]),
      ]),
  ]
}
