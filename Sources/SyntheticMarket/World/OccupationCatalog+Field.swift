extension OccupationCatalog {
  static let field: [OccupationFamily] = [
    OccupationFamily(
      name: "Healthcare", industries: ["Healthcare", "Public Services", "Insurance"],
      skills: [
        "Patient Care", "CPR", "Electronic Health Records", "Infection Control", "Communication", "Confidentiality",
      ],
      ladder: ["Trainee", "", "Senior", "Lead", "Head"], isPaidHourly: false, remoteShare: 0.03,
      tasks: [
        "care for patients with patience and skill", "document what was done, completely and on time",
        "work hand in hand with physicians and therapists", "talk with families in plain language",
        "keep the ward safe and clean", "train new colleagues on the job",
      ],
      occupations: [
        Occupation(
          "Registered Nurse", ["RN", "Staff Nurse", "Registered General Nurse", "ICU Nurse"],
          pay: 84_000, .bachelor, ["Nursing"],
          [
            "Medication Administration", "IV Therapy", "Triage", "Acute Care", "Care Planning", "Vital Signs",
            "Wound Care", "BLS", "Patient Education",
          ]),
        Occupation(
          "Licensed Practical Nurse", ["LPN", "Practical Nurse", "Enrolled Nurse", "LVN"],
          pay: 57_000, .associate, ["Nursing"],
          [
            "Medication Administration", "Vital Signs", "Wound Care", "Care Planning", "BLS", "Catheter Care",
            "Long-Term Care", "Patient Education", "Charting",
          ]),
        Occupation(
          "Nursing Assistant", ["Certified Nursing Assistant", "CNA", "Healthcare Assistant", "Care Assistant"],
          pay: 37_000, .secondary, ["Health Science"],
          [
            "Vital Signs", "Personal Care", "Patient Transfer", "Long-Term Care", "Meal Assistance", "Charting", "BLS",
            "Dementia Care", "Empathy",
          ]),
        Occupation(
          "Medical Assistant", ["Clinical Assistant", "Certified Medical Assistant", "CMA"],
          pay: 42_000, .secondary, ["Health Science"],
          [
            "Phlebotomy", "Vital Signs", "EKG", "Appointment Scheduling", "Medical Terminology", "Charting",
            "Injections",
            "Insurance Verification", "Specimen Collection",
          ]),
        Occupation(
          "Physical Therapist", ["Physiotherapist", "PT", "Rehabilitation Therapist"],
          pay: 95_000, .master, ["Physical Therapy", "Health Science"],
          [
            "Manual Therapy", "Rehabilitation", "Exercise Prescription", "Patient Education", "Gait Training",
            "Care Planning", "Orthopedics", "Anatomy", "Motivation",
          ]),
      ]),
    OccupationFamily(
      name: "Engineering", industries: ["Manufacturing", "Construction", "Energy", "Aerospace"],
      skills: ["AutoCAD", "Technical Drawing", "Project Management", "Problem Solving", "Excel", "Safety Standards"],
      ladder: ["Graduate", "", "Senior", "Lead", "Principal"], isPaidHourly: false, remoteShare: 0.08,
      tasks: [
        "carry designs from the first sketch to the finished part", "run tests and draw the right conclusions",
        "find root causes instead of symptoms", "keep drawings, bills of material and reality in step",
        "work with suppliers and the shop floor", "hold safety above schedule",
      ],
      occupations: [
        Occupation(
          "Mechanical Engineer", ["Mech Engineer", "Design Engineer", "Mechanical Design Engineer"],
          pay: 93_000, .bachelor, ["Mechanical Engineering"],
          [
            "SolidWorks", "Finite Element Analysis", "Tolerance Analysis", "Thermodynamics", "Prototyping", "Materials",
            "MATLAB", "HVAC", "Failure Analysis",
          ]),
        Occupation(
          "Electrical Engineer", ["Electronics Engineer", "Power Systems Engineer", "Hardware Engineer"],
          pay: 101_000, .bachelor, ["Electrical Engineering"],
          [
            "Circuit Design", "PCB Layout", "MATLAB", "Power Systems", "Embedded Systems", "PLC Programming",
            "Prototyping", "Signal Processing", "Failure Analysis",
          ]),
        Occupation(
          "Industrial Engineer", ["Process Engineer", "Continuous Improvement Engineer", "Lean Engineer"],
          pay: 90_000, .bachelor, ["Industrial Engineering", "Mechanical Engineering"],
          [
            "Lean Manufacturing", "Six Sigma", "Process Improvement", "Time Studies", "PLC Programming", "Statistics",
            "Root Cause Analysis", "Capacity Planning", "5S",
          ]),
        Occupation(
          "Quality Engineer", ["QA/QC Engineer", "Supplier Quality Engineer", "Quality Control Engineer"],
          pay: 86_000, .bachelor, ["Industrial Engineering", "Mechanical Engineering"],
          [
            "Six Sigma", "Root Cause Analysis", "ISO 9001", "Inspection", "FMEA", "Statistics", "Calibration",
            "Supplier Audits", "Corrective Action",
          ]),
        Occupation(
          "Civil Engineer", ["Structural Engineer", "Site Engineer", "Project Engineer (Civil)"],
          pay: 91_000, .bachelor, ["Civil Engineering"],
          [
            "Structural Analysis", "Surveying", "Concrete Design", "Cost Estimation", "Building Codes",
            "Site Inspection",
            "Drainage", "Permitting", "Revit",
          ]),
      ]),
    OccupationFamily(
      name: "Skilled Trades", industries: ["Construction", "Manufacturing", "Energy", "Property"],
      skills: [
        "Hand Tools", "Power Tools", "Blueprint Reading", "Safety Standards", "Troubleshooting", "Physical Stamina",
      ],
      ladder: ["Apprentice", "", "Senior", "Lead", "Master"], isPaidHourly: true, remoteShare: 0,
      tasks: [
        "do clean work that passes inspection the first time", "read plans and ask when they do not fit",
        "keep tools, vehicle and site in order", "explain to customers what was done and why",
        "answer emergency calls in turn", "teach apprentices the craft",
      ],
      occupations: [
        Occupation(
          "Electrician", ["Journeyman Electrician", "Industrial Electrician", "Electrical Technician"],
          pay: 62_000, .secondary, ["Electrical Technology"],
          [
            "Wiring", "Conduit Bending", "Electrical Code", "Circuit Testing", "Motor Controls", "Panel Installation",
            "Low Voltage", "PLC Programming", "Lighting",
          ]),
        Occupation(
          "HVAC Technician", ["HVAC Tech", "Heating and Cooling Technician", "Refrigeration Technician"],
          pay: 57_000, .secondary, ["Mechanical Technology"],
          [
            "Refrigeration", "EPA 608", "Ductwork", "Circuit Testing", "Preventive Maintenance", "Brazing", "Boilers",
            "Customer Service", "Thermostats",
          ]),
        Occupation(
          "Maintenance Technician",
          ["Maintenance Mechanic", "Facilities Technician", "Industrial Mechanic", "Maint Tech"],
          pay: 53_000, .secondary, ["Mechanical Technology"],
          [
            "Preventive Maintenance", "Hydraulics", "Pneumatics", "Motor Controls", "Plumbing", "Work Orders",
            "Boilers",
            "Conveyor Repair", "Lubrication",
          ]),
        Occupation(
          "Welder", ["MIG Welder", "TIG Welder", "Welder Fabricator", "Fabricator"],
          pay: 49_000, .secondary, ["Mechanical Technology"],
          [
            "MIG Welding", "TIG Welding", "Brazing", "Metal Fabrication", "Grinding", "Weld Inspection", "Measuring",
            "Forklift", "Cutting Torch",
          ]),
        Occupation(
          "CNC Machinist", ["Machinist", "CNC Operator", "CNC Programmer", "Mill Operator"],
          pay: 52_000, .secondary, ["Mechanical Technology"],
          [
            "CNC Programming", "G-Code", "Measuring", "Lathe", "Milling", "Metal Fabrication", "Calibration",
            "Inspection",
            "Deburring",
          ]),
      ]),
    OccupationFamily(
      name: "Education", industries: ["Education", "Public Services"],
      skills: [
        "Lesson Planning", "Classroom Management", "Communication", "Patience", "Student Assessment",
        "Google Classroom",
      ],
      ladder: ["Trainee", "", "Senior", "Lead", "Head"], isPaidHourly: false, remoteShare: 0.05,
      tasks: [
        "teach so that every pupil finds a way in", "talk with parents openly and often",
        "plan lessons together with your team", "notice early who needs help", "take part in the life of the school",
        "keep records that the next teacher can use",
      ],
      occupations: [
        Occupation(
          "Elementary School Teacher", ["Primary School Teacher", "Elementary Teacher", "Grade School Teacher"],
          pay: 62_000, .bachelor, ["Elementary Education"],
          [
            "Phonics", "Curriculum Development", "Parent Communication", "Differentiated Instruction", "Storytelling",
            "Early Literacy", "Field Trips", "Arts and Crafts", "Math Instruction",
          ]),
        Occupation(
          "High School Teacher", ["Secondary School Teacher", "Math Teacher", "Science Teacher", "English Teacher"],
          pay: 65_000, .bachelor, ["Secondary Education", "Mathematics"],
          [
            "Curriculum Development", "Exam Preparation", "Math Instruction", "Differentiated Instruction", "Grading",
            "Subject Expertise", "Mentoring", "Laboratory Safety", "Parent Communication",
          ]),
        Occupation(
          "Special Education Teacher", ["SEN Teacher", "SPED Teacher", "Learning Support Teacher"],
          pay: 64_000, .bachelor, ["Special Education"],
          [
            "IEP Development", "Behavior Management", "Differentiated Instruction", "Assistive Technology", "Mentoring",
            "Crisis Prevention", "Parent Communication", "Sign Language", "Case Management",
          ]),
        Occupation(
          "Teaching Assistant", ["Teacher's Aide", "Paraprofessional", "Classroom Assistant", "TA"],
          pay: 33_000, .secondary, ["Elementary Education"],
          [
            "Behavior Management", "Early Literacy", "Supervision", "Arts and Crafts", "First Aid",
            "Small Group Instruction",
            "Parent Communication", "Record Keeping", "Playground Duty",
          ]),
        Occupation(
          "Instructional Designer",
          ["Learning Designer", "E-Learning Developer", "Curriculum Designer", "Corporate Trainer"],
          pay: 78_000, .master, ["Instructional Design", "Secondary Education"],
          [
            "Curriculum Development", "Articulate Storyline", "Learning Management Systems", "Storyboarding",
            "Video Editing",
            "Needs Analysis", "Workshop Facilitation", "Project Coordination", "Graphic Layout",
          ]),
      ]),
    OccupationFamily(
      name: "Hospitality", industries: ["Hospitality", "Retail", "Healthcare"],
      skills: ["Customer Service", "Food Safety", "Teamwork", "Cash Handling", "Multitasking", "Cleaning"],
      ladder: ["Trainee", "", "Senior", "Lead", "Head"], isPaidHourly: true, remoteShare: 0,
      tasks: [
        "make guests want to come back", "keep your station clean and ready", "work fast without losing the smile",
        "handle complaints before they grow", "follow hygiene rules to the letter", "help out where the rush is",
      ],
      occupations: [
        Occupation(
          "Line Cook", ["Cook", "Commis Chef", "Prep Cook", "Chef de Partie"],
          pay: 38_000, .none, ["Culinary Arts"],
          [
            "Grill", "Knife Skills", "Food Preparation", "Recipe Execution", "Stock Rotation", "Portion Control",
            "Sauces",
            "Inventory", "Plating",
          ]),
        Occupation(
          "Chef", ["Sous Chef", "Executive Chef", "Kitchen Manager"],
          pay: 58_000, .secondary, ["Culinary Arts"],
          [
            "Menu Planning", "Food Cost Control", "Team Leadership", "Food Preparation", "Knife Skills", "Inventory",
            "Plating", "Vendor Management", "Recipe Execution",
          ]),
        Occupation(
          "Server", ["Waiter", "Waitress", "Food Server", "Wait Staff"],
          pay: 33_000, .none, ["Hospitality Management"],
          [
            "Table Service", "Upselling", "Point of Sale", "Menu Knowledge", "Wine Service", "Order Taking", "Hosting",
            "Bartending", "Event Service",
          ]),
        Occupation(
          "Barista", ["Coffee Barista", "Cafe Attendant", "Coffee Shop Assistant"],
          pay: 31_000, .none, ["Hospitality Management"],
          [
            "Espresso", "Latte Art", "Point of Sale", "Order Taking", "Menu Knowledge", "Stock Rotation", "Upselling",
            "Opening and Closing", "Food Preparation",
          ]),
        Occupation(
          "Hotel Front Desk Agent", ["Receptionist (Hotel)", "Front Office Agent", "Guest Services Agent"],
          pay: 35_000, .secondary, ["Hospitality Management"],
          [
            "Reservations", "Check-In", "Phone Etiquette", "Opera PMS", "Upselling", "Hosting", "Conflict Resolution",
            "Night Audit", "Local Knowledge",
          ]),
      ]),
    OccupationFamily(
      name: "Logistics", industries: ["Logistics", "Retail", "Manufacturing"],
      skills: ["Inventory", "Forklift", "Safety Standards", "Teamwork", "RF Scanner", "Physical Stamina"],
      ladder: ["Trainee", "", "Senior", "Lead", "Head"], isPaidHourly: true, remoteShare: 0.01,
      tasks: [
        "load, move and check goods without damage", "keep to the plan and tell dispatch when you cannot",
        "count stock and chase differences", "keep aisles and docks clear", "follow traffic and safety rules",
        "work early, late and weekend turns by rota",
      ],
      occupations: [
        Occupation(
          "Warehouse Associate", ["Warehouse Worker", "Picker Packer", "Warehouse Operative", "Order Selector"],
          pay: 37_000, .none, ["Supply Chain Management"],
          [
            "Order Picking", "Packing", "Shipping and Receiving", "Pallet Jack", "Labeling", "Stock Rotation",
            "Sorting",
            "Loading", "Cycle Counting",
          ]),
        Occupation(
          "Forklift Operator", ["Fork Lift Driver", "Reach Truck Operator", "Material Handler"],
          pay: 41_000, .none, ["Supply Chain Management"],
          [
            "Reach Truck", "Loading", "Shipping and Receiving", "Pallet Jack", "Equipment Inspection", "Stock Rotation",
            "Cycle Counting", "Load Securing", "Warehouse Layout",
          ]),
        Occupation(
          "Delivery Driver", ["Van Driver", "Courier", "Route Driver", "Delivery Associate"],
          pay: 40_000, .none, ["Supply Chain Management"],
          [
            "Route Planning", "Clean Driving Record", "Customer Service", "Loading", "Navigation", "Load Securing",
            "Cash Handling", "Vehicle Inspection", "Time Management",
          ]),
        Occupation(
          "Truck Driver", ["CDL Driver", "HGV Driver", "Class A Driver", "Tractor-Trailer Driver"],
          pay: 58_000, .secondary, ["Supply Chain Management"],
          [
            "CDL Class A", "Vehicle Inspection", "Clean Driving Record", "Load Securing", "Route Planning", "Logbooks",
            "Long Haul", "Navigation", "Hazmat",
          ]),
        Occupation(
          "Logistics Coordinator",
          ["Supply Chain Coordinator", "Dispatcher", "Shipping Coordinator", "Transport Planner"],
          pay: 54_000, .associate, ["Supply Chain Management", "Business Administration"],
          [
            "Dispatching", "Route Planning", "Shipping and Receiving", "Excel", "Freight", "Vendor Management",
            "ERP Systems", "Customs Documents", "Scheduling",
          ]),
      ]),
  ]
}
